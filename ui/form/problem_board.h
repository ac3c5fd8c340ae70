#pragma once

#include "core/base/message.h"

#include <QObject>
#include <QStringList>

#include <map>

namespace pixelscape {

class ProblemMark;

/// Which mark shows the problems of which field.
class ProblemBoard : public QObject
{
    Q_OBJECT

public:
    /// `rest`: shows the problems of fields that nothing else shows.
    explicit ProblemBoard(ProblemMark *rest, QObject *parent = nullptr);

    /// A name that ends in a full stop stands for all fields that begin so and have no place of their own.
    void add(const QString &field, ProblemMark *mark, int page);
    void show(const std::vector<Problem> &problems);

    /// Subjects of the marks that block the run, in the order of the form, those without a place last.
    QStringList blockingSubjects() const;
    /// What a page's own tab is to say.
    int count(int page, Severity severity) const;

Q_SIGNALS:
    void remedyAsked(const pixelscape::Remedy &remedy);

private:
    struct Place
    {
        QString field;
        ProblemMark *mark = nullptr;
        int page = 0;
    };
    ProblemMark *markOf(const QString &field) const;

    std::vector<Place> m_places;
    ProblemMark *m_rest;
};

} // namespace pixelscape
