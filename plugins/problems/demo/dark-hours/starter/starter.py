def darkHours(shifts, night):
    return []
