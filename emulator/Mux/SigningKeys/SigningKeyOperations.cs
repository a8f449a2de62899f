using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Emulator.Mux.Api;

namespace Onair.Emulator.Mux.SigningKeys;

/// <summary>The API's operations on signing keys.</summary>
internal sealed class SigningKeyOperations(MuxAccount account)
{
    private const int KeyBits = 2048;

    public void Map(MuxApi api, IEndpointRouteBuilder routes)
    {
        api.Map(routes, "POST", "/system/v1/signing-keys", "CreateSigningKey", StatusCodes.Status201Created, Create);
        api.Map(routes, "GET", "/system/v1/signing-keys", "ListSigningKeys", StatusCodes.Status200OK, call => call.Page(account.SigningKeys.Rows.OrderByDescending(k => k.CreatedAt), Show));
        api.Map(routes, "GET", "/system/v1/signing-keys/{id}", "GetSigningKey", StatusCodes.Status200OK, call => Show(Find(call)));
        api.Map(routes, "DELETE", "/system/v1/signing-keys/{id}", "DeleteSigningKey", StatusCodes.Status204NoContent, Delete);
    }

    private static JsonObject Show(MuxSigningKey key) => new()
    {
        ["id"] = key.Id,
        ["created_at"] = key.CreatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
    };

    private JsonObject Create(MuxCall call)
    {
        using var rsa = RSA.Create(KeyBits);
        var key = account.SigningKeys.Put(new MuxSigningKey(MuxAccount.NewId(), account.NextCreated(), rsa.ExportSubjectPublicKeyInfoPem()));
        var document = Show(key);
        // Told this once: it is kept nowhere.
        document["private_key"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(rsa.ExportRSAPrivateKeyPem()));
        return document;
    }

    private JsonNode? Delete(MuxCall call)
    {
        account.SigningKeys.Remove(Find(call).Id);
        return null;
    }

    private MuxSigningKey Find(MuxCall call) => account.SigningKeys.TryGet(call.Variable("id"), out var key) ? key : throw MuxException.NotFound();
}
