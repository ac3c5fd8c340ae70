#include "ui/form/problem_board.h"

#include "ui/form/problem_mark.h"

#include <algorithm>
#include <set>

namespace pixelscape {

namespace {

int countOf(const ProblemMark &mark, Severity severity)
{
    return int(std::ranges::count(mark.problems(), severity, &Problem::severity));
}

} // namespace

ProblemBoard::ProblemBoard(ProblemMark *rest, QObject *parent) : QObject(parent), m_rest(rest)
{
    connect(rest, &ProblemMark::remedyAsked, this, &ProblemBoard::remedyAsked);
}

void ProblemBoard::add(const QString &field, ProblemMark *mark, int page)
{
    if (std::ranges::find(m_places, mark, &Place::mark) == m_places.end())
        connect(mark, &ProblemMark::remedyAsked, this, &ProblemBoard::remedyAsked);
    m_places.push_back({field, mark, page});
}

void ProblemBoard::show(const std::vector<Problem> &problems)
{
    std::map<ProblemMark *, std::vector<Problem>> shares;
    for (const Problem &problem : problems)
        shares[markOf(problem.field)].push_back(problem);
    for (const Place &place : m_places)
        place.mark->setProblems(shares[place.mark]);
    m_rest->setProblems(shares[m_rest]);
}

ProblemMark *ProblemBoard::markOf(const QString &field) const
{
    for (const Place &place : m_places)
        if (place.field == field)
            return place.mark;
    for (const Place &place : m_places)
        if (place.field.endsWith(u'.') && field.startsWith(place.field))
            return place.mark;
    return m_rest;
}

QStringList ProblemBoard::blockingSubjects() const
{
    QStringList subjects;
    for (const Place &place : m_places)
        if (countOf(*place.mark, Severity::Error) > 0 && !subjects.contains(place.mark->subject()))
            subjects << place.mark->subject();
    if (countOf(*m_rest, Severity::Error) > 0)
        subjects << m_rest->subject();
    return subjects;
}

int ProblemBoard::count(int page, Severity severity) const
{
    std::set<const ProblemMark *> marks;
    for (const Place &place : m_places)
        if (place.page == page)
            marks.insert(place.mark);
    int sum = 0;
    for (const ProblemMark *mark : marks)
        sum += countOf(*mark, severity);
    return sum;
}

} // namespace pixelscape
