def darkHours(shifts, night):
    dark, lit_until = [], 0
    for start, end in sorted(shifts):
        if start > lit_until:
            dark.append([lit_until, start])
        lit_until = max(lit_until, end)
    return dark
