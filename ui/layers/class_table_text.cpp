#include "ui/layers/class_table_text.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct ClassTableText
{
    Q_DECLARE_TR_FUNCTIONS(ClassTableText)
};

QList<QStringList> rowsOf(const ClassFigures &figures)
{
    QList<QStringList> rows{{ClassTableText::tr("Class"), ClassTableText::tr("Name"), ClassTableText::tr("Pixels"),
                             ClassTableText::tr("Share (%)"), ClassTableText::tr("Area (m²)")}};
    const std::int64_t classified = figures.classifiedPixels();
    for (const ClassShare &share : figures.classes) {
        const QString percent =
            classified > 0 ? QString::number(100.0 * double(share.pixels) / double(classified), 'f', 4) : QString();
        const QString area = share.squareMetres ? QString::number(*share.squareMetres, 'f', 2) : QString();
        rows.append(
            {QString::number(share.entry.value), share.entry.name, QString::number(share.pixels), percent, area});
    }
    if (figures.nodataPixels > 0)
        rows.append({QString(), u"NoData"_s, QString::number(figures.nodataPixels), QString(), QString()});
    return rows;
}

/// A name may hold anything; a cell of the clipboard no tab and no line.
QString plainCell(const QString &text)
{
    return text.simplified();
}

QString quotedCell(const QString &text)
{
    const bool needsQuotes = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return needsQuotes ? u'"' + QString(text).replace(u'"', "\"\""_L1) + u'"' : text;
}

QString joined(const QList<QStringList> &rows, QString (*cell)(const QString &), const QString &separator,
               const QString &lineEnd)
{
    QString text;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &content : row)
            cells.append(cell(content));
        text += cells.join(separator) + lineEnd;
    }
    return text;
}

} // namespace

QString asTabSeparated(const ClassFigures &figures)
{
    return joined(rowsOf(figures), plainCell, u"\t"_s, u"\n"_s);
}

QString asCsv(const ClassFigures &figures)
{
    return joined(rowsOf(figures), quotedCell, u","_s, u"\r\n"_s);
}

} // namespace pixelscape
