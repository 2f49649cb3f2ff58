#include "simulator/rpc/session.h"

#include <gtest/gtest.h>

#include <string>

namespace paridoo::rpc {
namespace {

TEST(SessionStore, HasIdsOfTheFormOfTheSeries) {
  SessionStore seventeen(orm::Series::v17);
  SessionStore eighteen(orm::Series::v18);
  EXPECT_EQ(seventeen.get("").id.size(), 40u);
  EXPECT_EQ(eighteen.get("").id.size(), 84u);
  EXPECT_NE(eighteen.get("").id, eighteen.get("").id);
}

TEST(SessionStore, TakesWellFormedIdsOnlyFromCookies) {
  SessionStore store(orm::Series::v18);
  const std::string well_formed(84, 'x');
  EXPECT_EQ(store.get(well_formed).id, well_formed);
  EXPECT_NE(store.get("../../etc/passwd").id, "../../etc/passwd");
}

TEST(SessionStore, KeepsWhatWasChangedAndNothingElse) {
  SessionStore store(orm::Series::v18);
  Session session = store.get("");
  session.uid = 2;
  store.keep(session, orm::Series::v18);
  EXPECT_EQ(store.get(session.id).uid, 0);
  session.changed = true;
  store.keep(session, orm::Series::v18);
  EXPECT_EQ(store.get(session.id).uid, 2);
}

TEST(SessionStore, GivesARenewedSessionANewIdAndForgetsTheOld) {
  SessionStore store(orm::Series::v18);
  Session session = store.get("");
  session.uid = 2;
  session.changed = true;
  store.keep(session, orm::Series::v18);
  const std::string old = session.id;
  session.renewed = true;
  store.keep(session, orm::Series::v18);
  EXPECT_NE(session.id, old);
  EXPECT_EQ(store.get(old).uid, 0);
  EXPECT_EQ(store.get(session.id).uid, 2);
}

}  // namespace
}  // namespace paridoo::rpc
