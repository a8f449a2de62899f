using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs;

/// <summary>Playback key pairs, of which IVS has the public half: "Setting Up IVS Private Channels" in the IVS user guide.</summary>
internal sealed class PlaybackKeyOperations(IvsAccount account)
{
    /// <summary>Of <c>maxResults</c>, in IVS's API reference.</summary>
    private const int PageSize = 100;

    /// <summary>Of P-384, which ES384 uses.</summary>
    private const int KeyBits = 384;

    public JsonObject Import(JsonObject input)
    {
        var pem = Public(input.Required("publicKeyMaterial"));
        lock (account.Gate)
        {
            var quota = account.Options.Quotas.IvsPlaybackKeyPairs;
            if (account.PlaybackKeys.Rows.Count >= quota) throw IvsErrors.Quota("playback key pairs", quota);
            if (account.PlaybackKeys.Rows.FirstOrDefault(k => k.PublicPem == pem) is { } same)
                throw IvsErrors.Conflict($"The public key is imported already, as {account.Arn(IvsKinds.PlaybackKey, same.Id)}");
            return Document(account.PlaybackKeys.Put(new PlaybackKey
            {
                Id = IvsAccount.NewId(),
                Name = input.Text("name") ?? "",
                PublicPem = pem,
                Fingerprint = Fingerprint(pem),
                Tags = Tags.Checked(input.Map("tags"), IvsErrors.Invalid),
            }));
        }
    }

    public JsonObject Get(JsonObject input) => Document(account.PlaybackKey(input.Required("arn")));

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            account.PlaybackKeys.Remove(account.PlaybackKey(input.Required("arn")).Id);
            return [];
        }
    }

    public JsonObject List(JsonObject input) => Page.Of(account.PlaybackKeys.Rows, input, "keyPairs", k => k.Id, Summary, IvsErrors.Invalid, PageSize);

    /// <exception cref="OperationException">It is no public key of the curve.</exception>
    private static string Public(string material)
    {
        using var key = ECDsa.Create();
        try
        {
            // A private key must not get here, and is not quoted.
            if (!material.Contains("PRIVATE", StringComparison.Ordinal)) key.ImportFromPem(material);
            else throw new ArgumentException("private");
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw IvsErrors.Invalid([new Violation("publicKeyMaterial", "must be the PEM of an ECDSA public key")]);
        }

        return key.KeySize == KeyBits
            ? key.ExportSubjectPublicKeyInfoPem()
            : throw IvsErrors.Invalid([new Violation("publicKeyMaterial", $"must be a key of the curve P-384, not of {key.KeySize} bits")]);
    }

    /// <summary>16 bytes in hex; AWS does not document of what.</summary>
    private static string Fingerprint(string pem) =>
        string.Join(':', SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(pem)).Take(16).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    private JsonObject Summary(PlaybackKey row) => new()
    {
        ["arn"] = account.Arn(IvsKinds.PlaybackKey, row.Id),
        ["name"] = row.Name,
        ["tags"] = row.Tags.ToJson(),
    };

    private JsonObject Document(PlaybackKey row)
    {
        var document = Summary(row);
        document["fingerprint"] = row.Fingerprint;
        return new JsonObject { ["keyPair"] = document };
    }
}
