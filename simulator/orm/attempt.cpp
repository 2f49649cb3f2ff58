#include "simulator/orm/attempt.h"

#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

bool attempt(const Env& env, const std::function<void()>& work) { return !refusal_of(env, work); }

std::optional<Fault> refusal_of(const Env& env, const std::function<void()>& work) {
  env.flush();
  try {
    Savepoint savepoint(env.store());
    work();
    env.flush();
    savepoint.release();
    return std::nullopt;
  } catch (const Fault& fault) {
    env.transaction().forget_all();
    return fault;
  }
}

}  // namespace paridoo::orm
