import pytest
from solution import LockerFull, ParcelLocker


def filled(*parcels):
    wall = ParcelLocker(len(parcels))
    for parcel in parcels:
        wall.deposit(parcel)
    return wall


def test_first_box():
    assert ParcelLocker(3).deposit("a book") == 1


def test_box_is_free_again():
    wall = ParcelLocker(3)
    wall.deposit("a book")
    assert wall.collect(1) == "a book"
    assert wall.free == 3, "box 1 was emptied, so all three boxes are free"
    assert wall.deposit("a lamp") == 1
    assert wall.free == 2


def test_last_box():
    wall = ParcelLocker(2)
    assert [wall.deposit("a"), wall.deposit("b")] == [1, 2]


def test_full():
    wall = filled("a", "b", "c")
    assert wall.free == 0
    with pytest.raises(LockerFull):
        wall.deposit("d")


def test_empty_box():
    wall = ParcelLocker(2)
    with pytest.raises(KeyError):
        wall.collect(1)
    wall.deposit("a")
    wall.collect(1)
    with pytest.raises(KeyError):
        wall.collect(1)


def test_smallest_free():
    wall = filled("a", "b", "c", "d")
    wall.collect(3)
    wall.collect(2)
    assert wall.deposit("e") == 2


def test_two_walls():
    one, other = ParcelLocker(2), ParcelLocker(2)
    one.deposit("a")
    assert other.free == 2, "a parcel in one wall fills no box of another"
    assert other.find("a") is None


def test_equal_parcels():
    wall = filled(["shoes", 42])
    assert wall.find(["shoes", 42]) == 1


def test_smallest_found():
    wall = filled("x", "a", "a")
    wall.collect(1)
    wall.deposit("a")
    assert wall.find("a") == 1


def test_not_here():
    wall = filled("a", "b")
    wall.collect(1)
    assert wall.find("a") is None
