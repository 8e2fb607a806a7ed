// SPDX-License-Identifier: Apache-2.0
#include "app/signature/hmac.h"

#include <QtGlobal>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>

namespace console {

namespace {

struct FreeContext
{
    void operator()(EVP_MAC_CTX *context) const { EVP_MAC_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MAC_CTX, FreeContext>;

// Fetching an algorithm costs more than using it, so it is done once for the process, and the digest is named once for
// each context: naming it at every init would fetch it again.
Context newContext()
{
    static EVP_MAC *const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    Context context(mac == nullptr ? nullptr : EVP_MAC_CTX_new(mac));
    char name[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                     OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_CTX_set_params(context.get(), parameters) != 1)
        qFatal("OpenSSL offers no HMAC with SHA-256");
    return context;
}

const unsigned char *bytes(QByteArrayView view)
{
    // A null pointer would mean "keep the key of the last call" to EVP_MAC_init.
    static constexpr unsigned char nothing = 0;
    return view.isEmpty() ? &nothing : reinterpret_cast<const unsigned char *>(view.data());
}

} // namespace

Digest hmacSha256(QByteArrayView text, QByteArrayView key)
{
    thread_local const Context context = newContext();
    Digest digest;
    size_t length = 0;
    const bool done = EVP_MAC_init(context.get(), bytes(key), size_t(key.size()), nullptr) == 1
        && EVP_MAC_update(context.get(), bytes(text), size_t(text.size())) == 1
        && EVP_MAC_final(context.get(), reinterpret_cast<unsigned char *>(digest.data()), &length, digest.size()) == 1;
    if (!done || length != digest.size())
        qFatal("OpenSSL could not compute an HMAC");
    return digest;
}

} // namespace console
