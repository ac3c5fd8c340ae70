#pragma once

#include <QString>

namespace pixelscape {

/// Since processing baseline 04.00 (January 2022) the values of Sentinel-2 products are higher by what their metadata
/// call RADIO_ADD_OFFSET (level 1C) or BOA_ADD_OFFSET (level 2A), -1000: a sentence that tells it of the product in
/// `folder`, or that the granule in `folder` belongs to; empty where the metadata name none. Source: Sentinel-2
/// Products Specification Document.
QString sentinel2OffsetRemark(const QString &folder, const QString &name);

} // namespace pixelscape
