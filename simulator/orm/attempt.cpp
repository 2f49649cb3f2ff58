#include "simulator/orm/attempt.h"

#include "simulator/orm/fault.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

bool attempt(const Env& env, const std::function<void()>& work) {
  env.flush();
  try {
    Savepoint savepoint(env.store());
    work();
    env.flush();
    savepoint.release();
    return true;
  } catch (const Fault&) {
    env.transaction().forget_all();
    return false;
  }
}

}  // namespace paridoo::orm
