#include "ui/window/help_texts.h"

#include "core/raster/gdal_raster_source.h"

#include <QCoreApplication>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("HelpTexts", source);
}

void showText(QWidget &window, const QString &title, const QString &content)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, content, QMessageBox::Close, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::RichText);
    box->open();
}

QString row(const QString &keys, const QString &meaning)
{
    return u"<tr><td style='padding-right:18px'><b>%1</b></td><td>%2</td></tr>"_s.arg(keys.toHtmlEscaped(),
                                                                                      meaning.toHtmlEscaped());
}

} // namespace

void showAbout(QWidget &window)
{
    showText(window, text("About Pixelscape"),
             text("<h3>Pixelscape %1</h3><p>Classifies rasters with trained models (.emd, .dlpk) on this computer. "
                  "Nothing inside a model is ever executed, and nothing leaves the computer.</p>"
                  "<p>GDAL %2, Qt %3. Apache License 2.0.</p>")
                 .arg(QCoreApplication::applicationVersion(), gdalVersion(), QString::fromLatin1(qVersion())));
}

void showKeys(QWidget &window)
{
    const std::pair<const char *, const char *> lines[] = {
        {"Wheel", QT_TRANSLATE_NOOP("HelpTexts", "zoom at the pointer")},
        {"Drag", QT_TRANSLATE_NOOP("HelpTexts", "move the map (with the middle button in any tool)")},
        {"Arrows", QT_TRANSLATE_NOOP("HelpTexts", "move the map; with Shift further")},
        {"+  −", QT_TRANSLATE_NOOP("HelpTexts", "zoom in and out")},
        {"0  1", QT_TRANSLATE_NOOP("HelpTexts", "whole raster; one pixel for one pixel")},
        {"I  P", QT_TRANSLATE_NOOP("HelpTexts", "identify; pan")},
        {"Enter", QT_TRANSLATE_NOOP("HelpTexts", "identify the centre of the map")},
        {"Ctrl+O  Ctrl+M", QT_TRANSLATE_NOOP("HelpTexts", "open a raster; a model")},
        {"Ctrl+S", QT_TRANSLATE_NOOP("HelpTexts", "save the request")},
        {"Ctrl+R  Shift+Esc", QT_TRANSLATE_NOOP("HelpTexts", "run; stop the run")},
        {"Ctrl+Z", QT_TRANSLATE_NOOP("HelpTexts", "take back a change of the form")}};
    QString table;
    for (const auto &[keys, meaning] : lines)
        table += row(QString::fromUtf8(keys), text(meaning));
    showText(window, text("Keys and mouse"), u"<table>%1</table>"_s.arg(table));
}

} // namespace pixelscape
