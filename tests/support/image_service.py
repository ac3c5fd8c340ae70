"""image_service.py RASTER [MODE]: answers like an ArcGIS image service of a raster on 127.0.0.1, as
/arcgis/rest/services/Scene/ImageServer and its exportImage. It knows neither HEAD nor parts of an answer, as many do not.
Prints its port, then a line for each request: method and address.

MODE "token": only ?token=open is let in. MODE "broken": the images of the lower half are errors. MODE "gone": every image
is an answer 404. MODE "silent": it never answers."""

import http.server
import json
import sys
import threading
import time
import urllib.parse

from osgeo import gdal

gdal.UseExceptions()
scene = gdal.Open(sys.argv[1])
mode = sys.argv[2] if len(sys.argv) > 2 else ""
largest = 256
# GDAL's datasets do not like more.
one_at_a_time = threading.Lock()
pixel_types = {"Byte": "U8", "UInt16": "U16", "Int16": "S16", "UInt32": "U32", "Int32": "S32", "Float32": "F32"}
left, width, _, top, _, height = scene.GetGeoTransform()
right, bottom = left + scene.RasterXSize * width, top + scene.RasterYSize * height
pixel_type = pixel_types[gdal.GetDataTypeName(scene.GetRasterBand(1).DataType)]
code = int(scene.GetSpatialRef().GetAuthorityCode(None))
bands = range(1, scene.RasterCount + 1)


def refusal(number, message):
    return {"error": {"code": number, "message": message, "details": []}}


def definition():
    nodata = scene.GetRasterBand(1).GetNoDataValue()
    return {
        "currentVersion": 10.91,
        "name": "Scene",
        "serviceDataType": "esriImageServiceDataTypeGeneric",
        "extent": {"xmin": left, "ymin": bottom, "xmax": right, "ymax": top, "spatialReference": {"wkid": code}},
        "pixelSizeX": width,
        "pixelSizeY": -height,
        "bandCount": scene.RasterCount,
        "bandNames": [f"Band_{band}" for band in bands],
        "pixelType": pixel_type,
        "noDataValue": nodata,
        "noDataValues": None if nodata is None else [nodata] * scene.RasterCount,
        "spatialReference": {"wkid": 102100 if code == 3857 else code, "latestWkid": code},
        "maxImageWidth": largest,
        "maxImageHeight": largest,
    }


def export(query):
    x_min, y_min, x_max, y_max = (float(word) for word in query["bbox"].split(","))
    columns, rows = (int(word) for word in query["size"].split(","))
    asked = [query.get(name) for name in ("format", "pixelType", "interpolation", "bboxSR", "imageSR")]
    if asked != ["tiff", pixel_type, "RSP_NearestNeighbor", str(code), str(code)]:
        return refusal(400, f"Unexpected: {asked}")
    if columns > largest or rows > largest:
        return refusal(400, "The requested image exceeds the size limit.")
    if mode == "broken" and y_min < (top + bottom) / 2:
        return refusal(500, "Error exporting image")
    window = [(x_min - left) / width, (y_max - top) / height, (x_max - x_min) / width, (y_min - y_max) / height]
    is_reduced = columns < round(window[2])
    # Beside the edges of pixels, or at another size, it would resample.
    on_edges = all(abs(value - round(value)) < 1e-3 for value in window) and [columns, rows] == [round(v) for v in window[2:]]
    if not is_reduced and not on_edges:
        return refusal(400, f"Not on the edges of pixels: {window}")
    source = [x_min, y_max, x_max, y_min]
    options = gdal.TranslateOptions(format="GTiff", projWin=source, width=columns, height=rows, resampleAlg="nearest")
    gdal.Translate("/vsimem/image.tif", scene, options=options)
    file = gdal.VSIFOpenL("/vsimem/image.tif", "rb")
    content = gdal.VSIFReadL(1, gdal.VSIStatL("/vsimem/image.tif").size, file)
    gdal.VSIFCloseL(file)
    return bytes(content)


def answer(path, query):
    if mode == "token" and query.get("token") != "open":
        return refusal(499, "Token Required") if "token" not in query else refusal(498, "Invalid token.")
    if path.endswith("/Scene/ImageServer") and query.get("f") == "json":
        return definition()
    if path.endswith("/Scene/ImageServer/exportImage") and query.get("f") == "image":
        return export(query)
    return refusal(400, "Invalid URL")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        print("GET", self.path, flush=True)
        address = urllib.parse.urlsplit(self.path)
        if mode == "silent":
            time.sleep(600)
        if mode == "gone" and "exportImage" in address.path:
            self.send_error(404)
            return
        with one_at_a_time:
            result = answer(address.path, dict(urllib.parse.parse_qsl(address.query)))
        content = result if isinstance(result, bytes) else json.dumps(result).encode()
        self.send_response(200)
        self.send_header("Content-Type", "image/tiff" if isinstance(result, bytes) else "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
