"""What the networks of networks.py answer, worked out with numpy in 64-bit numbers."""

import numpy as np

# How a tile is turned, and how its answer is turned back. In maps there is no up and down: four quarter turns, each also
# mirrored. In photographs only left and right may change places.
TURNS_OF_MAPS = [(quarters, flips) for flips in (False, True) for quarters in range(4)]
TURNS_OF_PHOTOGRAPHS = [(0, False), (0, True)]


def convolved(channels, layer):
    """Where the network does not pad, the picture's outermost pixels are lost: here they stay, with zeros around them."""
    weights = np.array(layer["weights"], dtype=np.float64)
    rows, columns = weights.shape[2:]
    above, left = rows // 2, columns // 2
    _, height, width = channels.shape
    padded = np.pad(channels, [(0, 0), (above, rows - 1 - above), (left, columns - 1 - left)])
    result = np.zeros((len(weights), height, width))
    for row in range(rows):
        for column in range(columns):
            shifted = padded[:, row:row + height, column:column + width]
            result += np.tensordot(weights[:, :, row, column], shifted, axes=1)
    return result + np.array(layer["bias"], dtype=np.float64)[:, None, None]


def scores_of(layers, channels):
    for layer in layers:
        kind = layer["kind"]
        if kind == "convolution":
            channels = convolved(channels, layer)
        elif kind == "sigmoid":
            channels = 1 / (1 + np.exp(-channels))
        elif kind in ("softmax", "softmax_channels_last"):
            channels = softmax(channels)
        elif kind == "halve":
            count, height, width = channels.shape
            channels = channels.reshape(count, height // 2, 2, width // 2, 2).max(axis=(2, 4))
        elif kind == "double":
            channels = channels.repeat(2, axis=1).repeat(2, axis=2)
        elif kind == "argmax":
            refuse_near_ties(channels)
            channels = channels.argmax(axis=0)[None].astype(np.float64)
        elif kind not in ("transpose", "squeeze", "cast", "reshape"):  # the same numbers in another order or type
            raise ValueError(f"make_expected.py does not know the layer {kind}")
    return channels


def softmax(channels):
    shares = np.exp(channels - channels.max(axis=0))
    return shares / shares.sum(axis=0)


def is_of_labels(layers):
    return any(layer["kind"] == "argmax" for layer in layers)


def is_of_probabilities(layers):
    return any(layer["kind"] in ("sigmoid", "softmax", "softmax_channels_last") for layer in layers)


def refuse_near_ties(scores):
    ranked = np.sort(scores, axis=0)
    if len(scores) > 1:
        refuse_close_calls(ranked[-1], ranked[-2])


def refuse_close_calls(scores, limit):
    """Equal is fine, nearly equal would be decided by the last bit of a 32-bit number."""
    differences = np.abs(scores - limit)
    if np.any((differences > 0) & (differences < 1e-3)):
        raise ValueError("scores are nearly equal somewhere: choose other values in the scene")


def axis_weights(small, factor):
    """For each of the small * factor pixels: the map's cells on either side of its centre, and the share of the second."""
    centres = np.clip((np.arange(small * factor) + 0.5) / factor - 0.5, 0, small - 1)
    first = np.floor(centres).astype(int)
    return first, np.minimum(first + 1, small - 1), centres - first


def enlarged(scores, size, labels):
    """To `size` (rows, columns): bilinear between the cells' centres. Labels cannot be mixed: each cell is repeated."""
    factor = size[0] // scores.shape[1]
    if factor == 1:
        return scores
    if labels:
        return scores.repeat(factor, axis=1).repeat(factor, axis=2)
    first, second, share = axis_weights(scores.shape[1], factor)
    scores = scores[:, first] * (1 - share)[:, None] + scores[:, second] * share[:, None]
    first, second, share = axis_weights(scores.shape[2], factor)
    return scores[:, :, first] * (1 - share) + scores[:, :, second] * share


def turned(channels, turn):
    quarters, flips = turn
    return np.rot90(channels[:, :, ::-1] if flips else channels, quarters, axes=(1, 2))


def turned_back(channels, turn):
    quarters, flips = turn
    upright = np.rot90(channels, -quarters, axes=(1, 2))
    return upright[:, :, ::-1] if flips else upright


def answer(layers, channels, turns=((0, False),), merge=np.mean):
    """Scores for each pixel of the channels; with turns, those of all turns made one."""
    answers = []
    for turn in turns:
        picture = turned(channels, turn)
        scores = enlarged(scores_of(layers, picture), picture.shape[1:], is_of_labels(layers))
        answers.append(turned_back(scores, turn))
    return merge(np.stack(answers), axis=0)
