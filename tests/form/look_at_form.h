#pragma once

#include "tests/support/widgets.h"
#include "ui/form/request_form.h"

#include "core/run/output_name.h"

/// What the window's inspector does, at once: looks at what the form says now.
inline pixelscape::Inspection lookAt(const pixelscape::RequestForm &form)
{
    static int number = 0;
    pixelscape::Inspection inspection{++number, form.request(), {}};
    pixelscape::RunRequest &request = inspection.request;
    if (form.proposesOutput())
        request.outputClassifiedRaster = pixelscape::proposedOutput(request.inputRaster, request.model, {});
    inspection.resolution = pixelscape::resolve(request);
    return inspection;
}

/// A look that found nothing wrong, without files.
inline pixelscape::Inspection lookThatFinds(const pixelscape::RequestForm &form,
                                            const std::vector<pixelscape::Problem> &problems = {})
{
    pixelscape::Inspection inspection{1, form.request(), {}};
    inspection.resolution.problems = problems;
    if (!pixelscape::blocksRun(problems))
        inspection.resolution.spec = pixelscape::RunSpec{};
    return inspection;
}

/// Shown and with the focus, as a window that is being worked in.
inline void showActive(QWidget &window)
{
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        qFatal("the window did not become active");
}

/// Selects all that stands in the line and types something else.
inline void retype(QWidget *edit, const QString &text)
{
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    else
        QTest::keyClicks(edit, text);
}
