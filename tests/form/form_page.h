#pragma once

#include "tests/form/look_at_form.h"
#include "ui/form/problem_mark.h"

#include <QLineEdit>
#include <QTabWidget>

namespace pixelscape {

using namespace Qt::StringLiterals;

inline RunRequest chosenRequest()
{
    RunRequest request;
    request.inputRaster = u"/data/scene.tif"_s;
    request.model = u"/data/model.emd"_s;
    return request;
}

inline RunRequest fullRequest()
{
    RunRequest request = chosenRequest();
    request.outputClassifiedRaster = u"/data/out put.tif"_s;
    request.modelArguments = {{u"padding"_s, u"16"_s},   {u"tile_size"_s, u"128"_s},
                              {u"batch_size"_s, u"4"_s}, {u"threshold"_s, u"0.25"_s},
                              {u"edge"_s, u"ZERO"_s},    {u"predict_background"_s, u"y"_s},
                              {u"blend"_s, u"crop"_s}};
    request.bandMapping = u"4, 3, NIR"_s;
    request.sectionDeadline = 90;
    request.extent = GroundBox{0.1, -20.000000001, 3e7, 1e9};
    request.processorType = u"GPU"_s;
    request.engine = u"opencv"_s;
    request.parallelProcessingFactor = u"80%"_s;
    request.memory = u"3 G"_s;
    request.recycleProcessingWorker = 7;
    request.retryOnFailures = -3;
    request.creationOptions = QStringList{u"BIGTIFF=YES"_s};
    request.tilesPerSection = 9;
    request.overwrite = true;
    request.startOver = true;
    return request;
}

/// The form in a window of its own, with what it has said since.
struct FormPage
{
    explicit FormPage(const RunRequest &request = {})
    {
        form.resize(330, 700);
        showActive(form);
        if (!(request == RunRequest()))
            form.setRequest(request);
        changes.clear();
        runnable.clear();
    }
    template <typename Control = QLineEdit> Control *find(const QString &name)
    {
        return byAccessibleName<Control>(form, name);
    }
    /// What the form says below its fields, in sight or not.
    QStringList problems() const
    {
        QStringList sentences;
        for (const ProblemMark *mark : form.findChildren<ProblemMark *>())
            for (const Problem &problem : mark->problems())
                sentences << problem.sentence;
        return sentences;
    }
    QTabWidget *tabs() { return form.findChild<QTabWidget *>(); }

    RequestForm form;
    QSignalSpy changes{&form, &RequestForm::requestChanged};
    QSignalSpy runnable{&form, &RequestForm::runnableChanged};
};

} // namespace pixelscape
