#include "core/raster/mosaic_text.h"

#include <cpl_conv.h>
#include <cpl_minixml.h>
#include <cpl_string.h>

#include <memory>

namespace pixelscape {

namespace {

struct XmlDeleter
{
    void operator()(CPLXMLNode *node) const { CPLDestroyXMLNode(node); }
};
struct CplDeleter
{
    void operator()(char *text) const { CPLFree(text); }
};

bool isElement(const CPLXMLNode &node, const char *name)
{
    return node.eType == CXT_Element && EQUAL(node.pszValue, name);
}

/// True where something tells already where each band has data.
bool isTold(const CPLXMLNode &root)
{
    bool allHaveNodata = true;
    for (const CPLXMLNode *node = root.psChild; node; node = node->psNext) {
        if (isElement(*node, "MaskBand"))
            return true;
        if (!isElement(*node, "VRTRasterBand"))
            continue;
        if (EQUAL(CPLGetXMLValue(node, "ColorInterp", ""), "Alpha"))
            return true;
        allHaveNodata = allHaveNodata && CPLGetXMLNode(node, "NoDataValue");
    }
    return allHaveNodata;
}

/// The source of a band as a source of the mask; where it has no data itself, one below is seen.
CPLXMLNode *maskSource(const CPLXMLNode &source)
{
    CPLXMLNode *made = CPLCreateXMLNode(nullptr, CXT_Element, "ComplexSource");
    CPLXMLNode *name = CPLCloneXMLTree(CPLGetXMLNode(&source, "SourceFilename"));
    // A clone takes what follows with it.
    CPLDestroyXMLNode(name->psNext);
    name->psNext = nullptr;
    CPLAddXMLChild(made, name);
    CPLSetXMLValue(made, "SourceBand", CPLSPrintf("mask,%s", CPLGetXMLValue(&source, "SourceBand", "1")));
    for (const char *rect : {"SrcRect", "DstRect"})
        for (const char *edge : {"xOff", "yOff", "xSize", "ySize"}) {
            const CPLString place = CPLString(rect) + "." + edge;
            CPLSetXMLValue(made, (CPLString(rect) + ".#" + edge).c_str(), CPLGetXMLValue(&source, place.c_str(), "0"));
        }
    CPLSetXMLValue(made, "NODATA", "0");
    return made;
}

void addMask(CPLXMLNode &root)
{
    const CPLXMLNode *band = CPLGetXMLNode(&root, "VRTRasterBand");
    CPLXMLNode *mask = CPLCreateXMLNode(nullptr, CXT_Element, "MaskBand");
    CPLXMLNode *maskBand = CPLCreateXMLNode(mask, CXT_Element, "VRTRasterBand");
    CPLAddXMLAttributeAndValue(maskBand, "dataType", "Byte");
    for (const CPLXMLNode *node = band ? band->psChild : nullptr; node; node = node->psNext)
        if (isElement(*node, "SimpleSource") || isElement(*node, "ComplexSource"))
            CPLAddXMLChild(maskBand, maskSource(*node));
    CPLAddXMLChild(&root, mask);
}

void describeBand(CPLXMLNode &node, const BandInfo &band)
{
    const auto set = [&node](const char *name, const char *value) {
        if (!CPLGetXMLNode(&node, name))
            CPLSetXMLValue(&node, name, value);
    };
    if (!band.name.isEmpty())
        set("Description", band.name.toUtf8().constData());
    if (band.scale != 1)
        set("Scale", CPLSPrintf("%.17g", band.scale));
    if (band.offset != 0)
        set("Offset", CPLSPrintf("%.17g", band.offset));
}

void describeBands(CPLXMLNode &root, const std::vector<BandInfo> &bands)
{
    std::size_t number = 0;
    for (CPLXMLNode *node = root.psChild; node && number < bands.size(); node = node->psNext)
        if (isElement(*node, "VRTRasterBand"))
            describeBand(*node, bands[number++]);
}

} // namespace

QString completeMosaic(const QByteArray &mosaic, const std::vector<BandInfo> &bands)
{
    const std::unique_ptr<CPLXMLNode, XmlDeleter> xml(CPLParseXMLString(mosaic.constData()));
    CPLXMLNode *root = xml ? CPLGetXMLNode(xml.get(), "=VRTDataset") : nullptr;
    if (!root)
        return QString::fromUtf8(mosaic);
    describeBands(*root, bands);
    if (!isTold(*root))
        addMask(*root);
    const std::unique_ptr<char, CplDeleter> text(CPLSerializeXMLTree(xml.get()));
    return QString::fromUtf8(text.get());
}

} // namespace pixelscape
