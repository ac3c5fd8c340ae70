"""bare_inference.py NETWORK CHANNELS HEIGHT WIDTH TILES PROCESSES: prints how many seconds OpenVINO takes for so many tiles in
so many processes of one thread, once each has its network ready and has run it: what nobody who runs this network on these
tiles can do without.
"""

import multiprocessing
import os
import sys
import time


def infer(network, shape, tiles, ready, done):
    os.nice(5)  # as the program's workers
    import numpy
    import openvino
    model = openvino.Core().read_model(network)
    model.reshape(list(shape))
    settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False}
    request = openvino.Core().compile_model(model, "CPU", settings).create_infer_request()
    picture = numpy.random.default_rng(1).random(shape, numpy.float32)
    request.infer([picture])
    ready.wait()
    for _ in range(tiles):
        request.infer([picture], share_inputs=True)
    done.put(True)


def main():
    network = sys.argv[1]
    channels, height, width, tiles, processes = (int(word) for word in sys.argv[2:7])
    ready = multiprocessing.Barrier(processes + 1)
    done = multiprocessing.Queue()
    for number in range(processes):
        share = tiles // processes + (number < tiles % processes)
        multiprocessing.Process(target=infer, args=(network, (1, channels, height, width), share, ready, done)).start()
    ready.wait()
    start = time.perf_counter()
    for _ in range(processes):
        done.get()
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
