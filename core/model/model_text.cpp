#include "core/model/model_text.h"

#include "core/base/json.h"
#include "core/model/shown_text.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

bool isDefinitionText(const QString &model)
{
    for (const QChar c : model)
        if (!c.isSpace())
            return c == u'{';
    return false;
}

QString modelShown(const QString &model)
{
    return isDefinitionText(model) ? u"the model definition"_s : model;
}

QString modelTitle(const QString &model)
{
    if (!isDefinitionText(model))
        return QFileInfo(model).fileName();
    const Json definition = Json::parse(model.toStdString(), nullptr, false);
    for (const char *name : {"ModelName", "ModelFile"}) {
        const auto member = definition.is_object() ? definition.find(name) : definition.end();
        if (member == definition.end() || !member->is_string())
            continue;
        QString title = shownText(member->get<QString>().replace(u'\\', u'/').section(u'/', -1), 60);
        if (!title.isEmpty())
            return title;
    }
    return u"the model definition"_s;
}

} // namespace pixelscape
