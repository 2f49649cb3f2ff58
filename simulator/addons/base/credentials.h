// Who may log in: password hashes and API keys of users.
//
// Hashes lie in tables of their own beside the models', because no client ever reads them back; of an API key all but
// its hash is a record of res.users.apikeys. A hash is argon2id at its
// cheapest: 22 microseconds a check, so nothing is cached. Every function works within the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/environment.h"
#include "simulator/orm/value.h"

namespace paridoo::addons::base {

// Makes the tables unless the database has them; says whether it did.
bool prepare_credentials(const orm::Env& env);

// What a write of res.users.password comes to. With an empty password nobody logs in as this user.
void set_password(const orm::Env& env, orm::Id uid, std::string_view password);

// A key works in place of the password wherever no person types it in (XML-RPC, JSON-RPC, bearer).
struct ApiKey {
  std::string name = "API key";
  std::string scope = {};       // empty: for everything
  std::string expiration = {};  // a moment as Odoo writes it; empty: never. 17.0 knows none
};
// Gives the id of the record of res.users.apikeys.
orm::Id add_api_key(const orm::Env& env, orm::Id uid, std::string_view key, const ApiKey& about = {});
// A key that nobody can guess.
std::string new_api_key(const orm::Env& env);
// Forgets the hashes of these records.
void forget_api_keys(const orm::Env& env, const orm::Ids& ids);

enum class LoginKind { interactive, programmatic };

// The active user with this login and password.
std::optional<orm::Id> authenticate(const orm::Env& env, std::string_view login, std::string_view password,
                                    LoginKind kind);
// Throws AccessDenied unless `password` (or an API key) is that of the active user `uid`.
void check_password(const orm::Env& env, orm::Id uid, std::string_view password);
// The active user to whom a key belongs that is for this scope or for everything, and has not expired.
std::optional<orm::Id> api_key_owner(const orm::Env& env, std::string_view key, std::string_view scope = "rpc");

// A text that changes when the user's login or password does, and is empty when the user may not log in at all: a
// session remembers it, and ends when it changes.
std::string login_stamp(const orm::Env& env, orm::Id uid);

}  // namespace paridoo::addons::base
