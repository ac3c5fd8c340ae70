#pragma once

class QString;
class QTableView;

namespace pixelscape {

/// Names a table and its parts, which are controls too, for screen readers: its headers and its corner.
void nameTable(QTableView &table, const QString &name);

} // namespace pixelscape
