"""whole_pass.py NETWORK RASTER OUTPUT: writes the class of each pixel as the network sees it in one pass over the whole
raster, without tiles, as an array of NumPy: what tiles should not change. Takes some 250 bytes of memory a pixel.
"""

import sys

import numpy
import openvino
import rasterio

network, raster, output = sys.argv[1:4]
with rasterio.open(raster) as opened:
    picture = opened.read().astype(numpy.float32)[None] / 255
model = openvino.Core().read_model(network)
model.reshape(list(picture.shape))
compiled = openvino.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
scores = compiled([picture])[compiled.output(0)]
numpy.save(output, scores[0].argmax(0).astype(numpy.uint8))
