"""The networks of the cases, as lists of layers: what make_networks.py writes and make_expected.py calculates with.

A layer is a dictionary. What is special about a network's input and outputs stands beside its layers; see network().
"""


def convolution(weights, bias, padding):
    """weights[output][input][row][column]; `padding` zeros are added on each side."""
    return {"kind": "convolution", "weights": weights, "bias": bias, "padding": padding}


def per_pixel(weights, bias):
    """A convolution of 1x1: weights[output][input]."""
    return convolution([[[[weight]] for weight in row] for row in weights], bias, 0)


def leaning(outputs, bands, bias, padding=1, sums=((0,),)):
    """3x3 weights in quarters without any symmetry, so that a picture that is mirrored, turned or shifted gives other scores.
    Those of a band add up to its `sums` (by output, then band, and from the start again): with 0, no output is the highest
    everywhere; with other numbers a constant that is added to the band counts."""
    def kernel(output, band):
        numbers = [(output * 31 + band * 17 + place * 7 + (output + 2) * (place // 3) * (place % 3)) % 13 - 6
                   for place in range(9)]
        sums_of_output = sums[output % len(sums)]
        numbers[4] += 4 * sums_of_output[band % len(sums_of_output)] - sum(numbers)
        return [[number / 4 for number in numbers[row:row + 3]] for row in (0, 3, 6)]
    weights = [[kernel(output, band) for band in range(bands)] for output in range(outputs)]
    return convolution(weights, bias, padding)


def network(layers, batch=1, sides=None, takes="float", second=None, second_comes_first=False, inputs=1):
    """batch: a number, or a text where it is open. sides: [height, width] where they are fixed. takes: the type of the
    input. second: the layers of another output, from the same input. inputs: 2 makes a second one, added to the first."""
    return {"layers": layers, "batch": batch, "sides": sides, "takes": takes, "second": second,
            "second_comes_first": second_comes_first, "inputs": inputs}


SIGMOID = {"kind": "sigmoid"}
SOFTMAX = {"kind": "softmax"}  # over the channels, in either order
SOFTMAX_CHANNELS_LAST = {"kind": "softmax_channels_last"}
HALVE = {"kind": "halve"}  # the highest of each 2x2 pixels
DOUBLE = {"kind": "double"}  # each pixel as 2x2 equal ones
TO_CHANNELS_FIRST = {"kind": "transpose", "order": [0, 3, 1, 2]}
TO_CHANNELS_LAST = {"kind": "transpose", "order": [0, 2, 3, 1]}
WITHOUT_CHANNEL_AXIS = {"kind": "squeeze", "axes": [1]}
NUMBER_OF_BEST_CHANNEL = {"kind": "argmax"}  # whole numbers of 64 bits
TO_FLOAT = {"kind": "cast"}
AVERAGE_OF_PICTURE = {"kind": "average"}
NOISE = {"kind": "noise"}  # other numbers each time
CLASSIFY = {"kind": "classify", "inputs": 256, "outputs": 3}


def only_this_shape(shape):
    """Fails where its input has another number of values."""
    return {"kind": "reshape", "shape": shape}


# Leans to the upper left, so that a mirrored, shifted or transposed tile shows.
SLOPE = [[-4, -2, 1], [-1, 3, 2], [0, 1, 0.5]]

# Channel 0 says 5 everywhere, the channels after it repeat the bands: class i wins where band i is above 5.
ABOVE_FIVE_OF_TWO = [per_pixel([[0, 0], [1, 0], [0, 1]], [5, 0, 0])]
ABOVE_FIVE = [per_pixel([[0], [1]], [5, 0])]
FIFTHS = [per_pixel([[0, 0], [1, 0], [0, 1]], [0.4, 0, 0])]
LOGIT = [per_pixel([[0.5]], [-2.5])]
PROBABILITY = LOGIT + [SIGMOID]
SLOPES = [convolution([[[[0] * 3] * 3], [SLOPE]], [2.25, 0], 1)]
SLOPES_OF_TWO = [convolution([[[[0] * 3] * 3] * 2, [SLOPE, [row[::-1] for row in SLOPE]]], [2.25, 0], 1)]
SLOPES_WITHOUT_MARGIN = [{**SLOPES[0], "padding": 0}]
ON_A_COARSE_GRID = [HALVE, convolution([[[[0] * 3] * 3], [SLOPE]], [2.25, 0], 1), DOUBLE]
CHANNELS_LAST = [TO_CHANNELS_FIRST] + SLOPES_OF_TWO + [TO_CHANNELS_LAST]

# Scores of 4 channels from bands of digits, then of one channel and of two.
FOUR = [leaning(4, 2, [4.1, 0.3, -1.2, 2.6])]
FOUR_OF_ONE = [leaning(4, 1, [2.1, 0.3, 1.8, -2.4])]
ONE_SCORE = [convolution([[SLOPE, [row[::-1] for row in SLOPE]]], [-2.3], 1)]
SMALL_SCORE = [convolution([[[[number / 8 for number in row] for row in SLOPE]] * 2], [-0.3], 1)]
TWO_CHANNELS = [convolution([[[[number / 8 for number in row] for row in SLOPE]] * 2, [[[0] * 3] * 3] * 2],
                            [-0.3, 0.4], 1)]
# Scaled bands are small numbers, and a wrong minimum, maximum, mean or deviation has to show.
UNEVEN = ((-1, 0.5), (0.5, 1), (0.75, -0.5))
SCALED = [leaning(3, 2, [0.2, 0, 0.1], sums=UNEVEN)]
SCALED_RGB = [leaning(3, 3, [0.2, 0, 0.1], sums=UNEVEN)]

HALF = [HALVE]
QUARTER = [HALVE, HALVE]
EIGHTH = [HALVE, HALVE, HALVE]
FOUR_PER_PIXEL = [per_pixel([[1, -0.5], [-0.75, 1.25], [0.5, 0.25], [-1, -1]], [0.1, 0.3, 2.2, 16.3])]
THREE_PER_PIXEL = [per_pixel([[0.5, -0.5], [-0.75, 0.5], [0.25, 0.25]], [1.1, 2.3, -1.8])]
FOUR_MAPS = [per_pixel([[3, -1], [-2, 3], [-1, -1], [0.5, -3]], [-7.9, 2.3, 6.2, 9.6])]
DIGITS_AS_LOGITS = [per_pixel([[1]], [0])]
THREE_PIXELS_LESS = [{**leaning(4, 2, [0, 0, 0, 0]), "padding": 0}, {**leaning(4, 4, [0, 0, 0, 0]), "padding": 0},
                     {**leaning(4, 4, [4, 60, 0, 9]), "padding": 0}]
