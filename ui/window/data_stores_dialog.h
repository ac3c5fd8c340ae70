#pragma once

#include "core/run/data_place.h"

#include <QDialog>
#include <QStringList>

class QLabel;
class QPushButton;
class QTableWidget;

namespace pixelscape {

/// The table of data stores: NAME -> folder or bucket, as "/rasterStores/NAME/..." of a request means them. What it
/// says is taken over by OK only.
class DataStoresDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DataStoresDialog(const DataStores &stores, QWidget *parent = nullptr);

    DataStores stores() const;
    /// What is wrong with the rows; empty where nothing is.
    QStringList defects() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    int addRow(const QString &name, const QString &place);
    void addStore();
    void removeStores();
    void chooseFolder();
    void showState();
    QString text(int row, int column) const;

    QTableWidget *m_table;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_choose;
    QPushButton *m_ok = nullptr;
    QLabel *m_state;
};

} // namespace pixelscape
