#include "core/model/package_definition.h"

#include "core/base/error.h"
#include "core/model/shown_text.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

using Found = std::vector<const PackageEntry *>;

Found definitionsIn(const PackageArchive &archive, bool safe)
{
    Found found;
    for (const PackageEntry &entry : archive.entries())
        if (entry.isSafe() == safe && entry.name.endsWith(u".emd"_s, Qt::CaseInsensitive))
            found.push_back(&entry);
    return found;
}

[[noreturn]] void refuseNone(const PackageArchive &archive)
{
    const Found unsafe = definitionsIn(archive, false);
    if (!unsafe.empty())
        throw Error(u"%1: its entry %2 %3 and is not followed. Pack the .emd itself at the top of the package."_s.arg(
            archive.fileName(), shownText(unsafe[0]->name), unsafe[0]->refusal));
    throw Error(
        u"%1 holds no model definition (.emd). Check that it is a deep learning package."_s.arg(archive.fileName()));
}

[[noreturn]] void refuseSeveral(const PackageArchive &archive, const Found &found)
{
    constexpr std::size_t mostListed = 20;
    QStringList names;
    for (std::size_t i = 0; i < std::min(found.size(), mostListed); ++i)
        names.append(shownText(found[i]->path, 60));
    if (found.size() > mostListed)
        names.append(u"..."_s);
    throw Error(u"%1 holds %2 model definitions: %3. Pack one model a package."_s.arg(
        archive.fileName(), QString::number(found.size()), names.join(u", "_s)));
}

} // namespace

const PackageEntry &findPackageDefinition(const PackageArchive &archive)
{
    const Found all = definitionsIn(archive, true);
    Found atRoot;
    for (const PackageEntry *entry : all)
        if (!entry->path.contains(u'/'))
            atRoot.push_back(entry);
    const Found &candidates = atRoot.empty() ? all : atRoot;
    if (candidates.empty())
        refuseNone(archive);
    if (candidates.size() > 1)
        refuseSeveral(archive, candidates);
    return *candidates[0];
}

} // namespace pixelscape
