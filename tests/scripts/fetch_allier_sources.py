"""Writes small stand-ins of the official sources below FOLDER/www, for fetch_allier_test.sh.

Usage: fetch_allier_sources.py FOLDER

Two communes of 0.1 degrees beside each other, a grid of residential roads over both in a PBF file
written byte by byte, three rows of the France services list, squares for the 200 m grid.
"""
import json
import os
import struct
import sys
import zlib

www = os.path.join(sys.argv[1], "www")
WEST, SOUTH, STEP, COLUMNS, ROWS = 3.20, 46.50, 0.01, 21, 11


def write(path, data):
    path = os.path.join(www, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode("utf-8"))


# ---- OSM PBF: protocol buffers by hand.

def varint(value):
    result = b""
    while value > 127:
        result += bytes([value & 127 | 128])
        value >>= 7
    return result + bytes([value])


def signed(value):
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def number(field, value):
    return varint(field << 3) + varint(value)


def block(field, data):
    data = data if isinstance(data, bytes) else data.encode("utf-8")
    return varint(field << 3 | 2) + varint(len(data)) + data


def deltas(values):
    return b"".join(signed(b - a) for a, b in zip([0] + values, values))


def blob(kind, data):
    body = number(2, len(data)) + block(3, zlib.compress(data))
    header = block(1, kind) + number(3, len(body))
    return struct.pack(">I", len(header)) + header + body


def pbf():
    header = block(4, "OsmSchema-V0.6") + block(4, "DenseNodes") + block(16, "test")
    cells = [(row, column) for row in range(ROWS) for column in range(COLUMNS)]
    ids = [1 + row * COLUMNS + column for row, column in cells]
    nodes = block(2, block(1, deltas(ids))
                  + block(8, deltas([round((SOUTH + STEP * row) * 1e7) for row, _ in cells]))
                  + block(9, deltas([round((WEST + STEP * column) * 1e7) for _, column in cells])))
    lines = [[1 + row * COLUMNS + c for c in range(COLUMNS)] for row in range(ROWS)]
    lines += [[1 + row * COLUMNS + c for row in range(ROWS)] for c in range(COLUMNS)]
    ways = b"".join(block(3, number(1, way + 1) + block(2, varint(1)) + block(3, varint(2))
                          + block(8, deltas(line))) for way, line in enumerate(lines))
    strings = block(1, block(1, "") + block(1, "highway") + block(1, "residential"))
    data = strings + block(2, nodes) + block(2, ways)
    return blob("OSMHeader", header) + blob("OSMData", data)


# ---- The State's geographic API.

def outline(west, south, side):
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side],
            [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def api(code, names):
    features, rows = [], []
    for index, name in enumerate(names):
        commune = f"{code}{190 + index}"
        features.append({"type": "Feature", "properties": {"nom": name, "code": commune},
                         "geometry": outline(round(WEST + 0.1 * index, 6), SOUTH, 0.1)})
        rows.append({"nom": name, "code": commune, "population": 1000 * (index + 1),
                     "codeEpci": "200071140",
                     "epci": {"code": "200071140", "nom": "CA Moulins, d'Allier"}})
    base = f"departements/{code}/communes_fields=nom,code"
    write(base + "_format=geojson_geometry=contour",
          json.dumps({"type": "FeatureCollection", "features": features}))
    write(base + ",population,codeEpci,epci_format=json", json.dumps(rows))


# ---- The list and the grid.

LIST = '''"id_fs","lib_fs","latitude","longitude","h_lundi","type_fs","format_fs"
"8","Bus France services","46.55","3.25","09:00 - 12:00","Principal","Bus_équivalent"
"10","France services de l'Essai","46.5512","3.2512","09:00 - 12:00 / 14:00 - 17:00","Principal","Fixe"
"99","France services Paris","48.85","2.35","09:00 - 12:00","Principal","Fixe"
"100","France services sans position","","","09:00 - 12:00","Principal","Fixe"
'''


def squares():
    features = []
    for index in range(40):
        west, south = WEST + 0.0047 * index + 0.002, SOUTH + 0.002 * index + 0.005
        features.append({"type": "Feature", "properties": {"idcar_200m": f"c{index}", "ind": 10 + index,
                                                           "ind_80p": 1},
                         "geometry": outline(west, south, 0.002)})
    far = {"type": "Feature", "properties": {"idcar_200m": "far", "ind": 9, "ind_80p": 1},
           "geometry": outline(-1.0, 48.0, 0.002)}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features + [far]})


write("europe/france/auvergne-latest.osm.pbf", pbf())
write("europe/france/corse-latest.osm.pbf", pbf())
api("03", ["Essai", "Épreuve"])
api("2A", ["Aiacciu"])
write("fr/datasets/r/afc3f97f-0ef5-429b-bf16-7b7876d27cd4", LIST)
write("squares.geojson", squares())
