#include "core/run/saved_data_stores.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString group = u"dataStores"_s;

/// Named here, since only the window's application has this name.
const QString program = u"pixelscape"_s;

} // namespace

DataStores savedDataStores()
{
    QSettings saved(QSettings::defaultFormat(), QSettings::UserScope, program, program);
    saved.beginGroup(group);
    DataStores stores;
    const QStringList names = saved.childKeys();
    for (const QString &name : names)
        stores[name] = saved.value(name).toString();
    return stores;
}

void saveDataStores(const DataStores &stores)
{
    QSettings saved(QSettings::defaultFormat(), QSettings::UserScope, program, program);
    saved.beginGroup(group);
    saved.remove(QString());
    for (const auto &[name, place] : stores)
        saved.setValue(name, place);
}

} // namespace pixelscape
