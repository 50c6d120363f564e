class LockerFull(Exception):
    """Every box holds a parcel."""


class ParcelLocker:
    """A wall of boxes, numbered from 1."""

    def __init__(self, boxes, held={}):
        self.boxes = boxes
        self.held = held

    def deposit(self, parcel):
        """Puts a parcel into the free box with the smallest number. Returns the number; raises LockerFull."""
        for box in range(1, self.boxes + 1):
            if box not in self.held:
                self.held[box] = parcel
                return box
        raise LockerFull()

    def collect(self, box):
        """Takes the parcel out of a box and returns it. Raises KeyError if the box is empty."""
        return self.held.pop(box)

    def find(self, parcel):
        """The smallest box with an equal parcel, or None."""
        for box in sorted(self.held):
            if self.held[box] == parcel:
                return box
        return None

    @property
    def free(self):
        """How many boxes are empty."""
        return self.boxes - len(self.held)
