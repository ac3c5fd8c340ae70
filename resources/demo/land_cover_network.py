"""The demo model's network: a small U-Net from six bands to the probabilities of five classes."""

import torch
from torch import nn

WIDTHS = (16, 24, 32)  # channels at full, half and quarter resolution


def two_convolutions(channels_in, channels_out):
    layers = []
    for source in (channels_in, channels_out):
        layers += [nn.Conv2d(source, channels_out, 3, padding=1, bias=False), nn.BatchNorm2d(channels_out), nn.ReLU()]
    return nn.Sequential(*layers)


class LandCoverNetwork(nn.Module):
    """(batch, 6, H, W) of 0..1 in, (batch, 5, H, W) of scores out; H and W are multiples of 4.

    No pixel further than 23 rows or columns away takes part in a score: 20 from the ten 3x3 convolutions, 3 from pooling.
    """

    def __init__(self, bands=6, classes=5):
        super().__init__()
        full, half, quarter = WIDTHS
        self.encode_full = two_convolutions(bands, full)
        self.encode_half = two_convolutions(full, half)
        self.encode_quarter = two_convolutions(half, quarter)
        self.shrink = nn.MaxPool2d(2)
        # Transposed 2x2 convolutions of stride 2: every reader of ONNX agrees on them, unlike on resizing.
        self.grow_to_half = nn.ConvTranspose2d(quarter, half, 2, stride=2)
        self.decode_half = two_convolutions(2 * half, half)
        self.grow_to_full = nn.ConvTranspose2d(half, full, 2, stride=2)
        self.decode_full = two_convolutions(2 * full, full)
        self.score = nn.Conv2d(full, classes, 1)

    def forward(self, bands):
        full = self.encode_full(bands)
        half = self.encode_half(self.shrink(full))
        quarter = self.encode_quarter(self.shrink(half))
        half = self.decode_half(torch.cat([half, self.grow_to_half(quarter)], dim=1))
        full = self.decode_full(torch.cat([full, self.grow_to_full(half)], dim=1))
        return self.score(full)


class WithProbabilities(nn.Module):
    """The network as it is exported: probabilities instead of scores."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, bands):
        return torch.softmax(self.network(bands), dim=1)
