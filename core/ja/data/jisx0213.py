"""Writes jisx0213.txt: the cells of JIS X 0213:2004, as Python's codec shift_jis_2004 maps them to Unicode.

One line for each row: plane-row, a tab, then 94 cells; a space is an empty cell, a combining mark belongs to the
cell before it. Run: python3 jisx0213.py > jisx0213.txt
"""

PLANE_2 = [1, 3, 4, 5, 8, *range(12, 16), *range(78, 95)]


def shift_jis(plane, row, cell):
    if plane == 1:
        lead = (row + (0x101 if row <= 62 else 0x181)) // 2
    elif row < 16:
        lead = (row + 0x1DF) // 2 - row // 8 * 3
    else:
        lead = (row + 0x19B) // 2
    trail = cell + (0x9E if row % 2 == 0 else 0x3F if cell < 64 else 0x40)
    return bytes([lead, trail])


for plane, rows in ((1, range(1, 95)), (2, PLANE_2)):
    for row in rows:
        cells = (shift_jis(plane, row, cell).decode("shift_jis_2004", "replace") for cell in range(1, 95))
        text = "".join(" " if "\ufffd" in cell else cell for cell in cells)
        print(f"{plane}-{row}\t{text.rstrip(' ')}")
