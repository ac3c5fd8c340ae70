#include "ui/inspect/item_look.h"

#include "core/run/item_state.h"
#include "core/run/saved_data_stores.h"

#include <QDir>
#include <QFileInfo>

namespace pixelscape {

ItemLook lookAtItem(const RunRequest &item)
{
    ItemLook look;
    look.request = item;
    const ItemState state = itemState(item, savedDataStores());
    look.state = state.kind;
    look.sentence = state.sentence;
    if (state.kind != ItemState::Kind::Missing)
        return look;
    QDir().mkpath(QFileInfo(item.outputClassifiedRaster).path()); // a folder that is missing is a problem, below
    look.resolution = resolve(item, savedDataStores());
    for (const Problem &problem : look.resolution.problems)
        if (!look.resolution.spec && look.sentence.isEmpty() && problem.severity == Severity::Error)
            look.sentence = problem.sentence;
    return look;
}

} // namespace pixelscape
