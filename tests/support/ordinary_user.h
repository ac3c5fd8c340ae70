#pragma once

#include <unistd.h>

namespace pixelscape {

/// While it lives, permissions count in this process, whoever runs the tests: the superuser becomes nobody.
class OrdinaryUser
{
public:
    OrdinaryUser() : m_wasSuperuser(geteuid() == 0)
    {
        constexpr uid_t nobody = 65534;
        if (m_wasSuperuser)
            m_isOne = seteuid(nobody) == 0;
    }
    ~OrdinaryUser()
    {
        if (m_wasSuperuser && m_isOne && seteuid(0) != 0)
            _exit(1);
    }
    OrdinaryUser(const OrdinaryUser &) = delete;
    OrdinaryUser &operator=(const OrdinaryUser &) = delete;

    /// False where even that was not possible.
    bool isOne() const { return m_isOne; }

private:
    bool m_wasSuperuser;
    bool m_isOne = true;
};

} // namespace pixelscape
