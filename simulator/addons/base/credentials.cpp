#include "simulator/addons/base/credentials.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <new>
#include <stdexcept>
#include <vector>

#include "simulator/addons/base/login_log.h"
#include "simulator/addons/base/verified_secrets.h"
#include "simulator/orm/domain.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/findings.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base {

namespace {

using orm::Env;
using orm::Id;
using orm::RecordSet;
using orm::Value;

// How much of an API key lies open, to find its row by.
constexpr std::size_t index_length = 8;
constexpr std::size_t key_digits = 40;

std::string hash_of(std::string_view secret) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), secret.data(), secret.size(), crypto_pwhash_OPSLIMIT_MIN,
                        crypto_pwhash_MEMLIMIT_MIN) != 0)
    throw std::bad_alloc();  // the only way in which it fails
  return hash.data();
}

bool is_hash_of(const std::string& hash, std::string_view secret) {
  static VerifiedSecrets verified;
  if (hash.empty()) return false;
  const VerifiedSecrets::Mark mark = verified.mark_of(hash, secret);
  if (verified.contains(mark)) return true;
  if (crypto_pwhash_str_verify(hash.c_str(), secret.data(), secret.size()) != 0) return false;
  verified.add(mark);
  return true;
}

const orm::Model& users(const Env& env) { return env.registry().at("res.users"); }

std::string password_hash(const Env& env, Id uid) {
  const Value hash = env.transaction().findings().of(users(env), fmt::format("password {}", uid), [&] {
    return env.store().scalar("SELECT password_hash FROM paridoo_credentials WHERE uid = ?", std::vector<Value>{uid});
  });
  return hash.is_text() ? hash.text() : std::string();
}

// The user if there is one who may log in; else an empty set.
RecordSet active_user(const Env& env, Id uid) {
  const RecordSet user = env.sudo()["res.users"].browse(uid).exists();
  return user && user.flag("active") ? user : user.none();
}

bool opens(const Env& env, Id uid, std::string_view secret, LoginKind kind) {
  if (secret.empty()) return false;
  if (is_hash_of(password_hash(env, uid), secret)) return true;
  return kind == LoginKind::programmatic && api_key_owner(env, secret) == uid;
}

// Since 18.0 a key may expire.
bool has_expiration(const Env& env) { return env.registry().at("res.users.apikeys").has("expiration_date"); }

bool is_in_force(const RecordSet& key, std::string_view scope) {
  const std::string own = key.text("scope");
  const std::string end = has_expiration(key.env()) ? key.text("expiration_date") : std::string();
  return (own.empty() || own == scope) && (end.empty() || end >= key.env().now_text());
}

}  // namespace

bool prepare_credentials(const Env& env) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used on this machine");
  const Value there =
      env.store().scalar("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'paridoo_credentials'");
  if (there.integer()) return false;
  env.store().run("CREATE TABLE paridoo_credentials (uid INTEGER PRIMARY KEY, password_hash TEXT NOT NULL)");
  env.store().run(
      "CREATE TABLE paridoo_api_keys (id INTEGER PRIMARY KEY, open_part TEXT NOT NULL, key_hash TEXT NOT NULL)");
  return true;
}

void set_password(const Env& env, Id uid, std::string_view password) {
  env.store().run(
      "INSERT INTO paridoo_credentials (uid, password_hash) VALUES (?, ?) "
      "ON CONFLICT (uid) DO UPDATE SET password_hash = excluded.password_hash",
      std::vector<Value>{uid, password.empty() ? std::string() : hash_of(password)});
  env.transaction().findings().forget(users(env));
}

Id add_api_key(const Env& env, Id uid, std::string_view key, const ApiKey& about) {
  const auto or_unset = [](const std::string& text) { return text.empty() ? Value(false) : Value(text); };
  orm::Dict values{{"name", about.name}, {"user_id", uid}, {"scope", or_unset(about.scope)}};
  if (has_expiration(env)) values.set("expiration_date", or_unset(about.expiration));
  const RecordSet record = env.sudo()["res.users.apikeys"].create(values);
  env.store().run("INSERT INTO paridoo_api_keys (id, open_part, key_hash) VALUES (?, ?, ?)",
                  std::vector<Value>{record.id(), key.substr(0, index_length), hash_of(key)});
  return record.id();
}

std::string new_api_key(const Env& env) { return env.random_hex(key_digits); }

void forget_api_keys(const Env& env, const orm::Ids& ids) {
  for (const Id id : ids) env.store().run("DELETE FROM paridoo_api_keys WHERE id = ?", std::vector<Value>{id});
}

std::optional<Id> authenticate(const Env& env, std::string_view login, std::string_view password, LoginKind kind) {
  const RecordSet user = env.sudo()["res.users"].search(orm::term("login", "=", login), {.limit = 1});
  if (!user || !opens(env, user.id(), password, kind)) return std::nullopt;
  note_login(env, user.id());
  return user.id();
}

void check_password(const Env& env, Id uid, std::string_view password) {
  if (!active_user(env, uid) || !opens(env, uid, password, LoginKind::programmatic))
    throw orm::Fault(orm::FaultKind::access_denied, "Access Denied");
}

std::optional<Id> api_key_owner(const Env& env, std::string_view key, std::string_view scope) {
  Id found = 0;
  env.store().run("SELECT id, key_hash FROM paridoo_api_keys WHERE open_part = ?",
                  std::vector<Value>{key.substr(0, index_length)}, [&](const orm::StoreRow& row) {
                    if (!found && is_hash_of(std::string(row.text(1)), key)) found = row.integer(0);
                  });
  const RecordSet record = env.sudo()["res.users.apikeys"].browse(found).exists();
  std::optional<Id> owner;
  if (record && is_in_force(record, scope)) owner = record["user_id"].id();
  if (owner && !active_user(env, *owner)) owner.reset();
  return owner;
}

std::string login_stamp(const Env& env, Id uid) {
  const RecordSet user = active_user(env, uid);
  return user ? user.text("login") + '\n' + password_hash(env, uid) : std::string();
}

}  // namespace paridoo::addons::base
