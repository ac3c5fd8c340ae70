#pragma once

#include "ui/jobs/job.h"

#include <QFrame>

#include <memory>

namespace pixelscape {

/// How the last job ended, over the map: finished with its time and what one does next (Open folder, Copy path, Copy as
/// command, the class table), failed with one sentence and the details folded away, or cancelled with what is kept. It
/// goes away with its Close button and never asks.
class EndNotice : public QFrame
{
    Q_OBJECT

public:
    explicit EndNotice(QWidget *parent = nullptr);
    ~EndNotice() override;

    void show(const Job &job);
    /// How several runs ended that belong together; `output` is in the folder that one opens then.
    void showTogether(bool isComplete, const QString &sentence, const QString &output);
    /// A sentence of the window's own: a file that cannot be used, a layer that cannot be read.
    void showSentence(Severity severity, const QString &sentence);

Q_SIGNALS:
    void openFolderAsked(const QString &file);
    void copyAsked(const QString &text);
    void classTableAsked(const pixelscape::RunReport &report);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
