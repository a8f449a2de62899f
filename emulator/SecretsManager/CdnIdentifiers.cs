using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Emulator.MediaPackage;
using Onair.Emulator.State;

namespace Onair.Emulator.SecretsManager;

/// <summary>CDN identifiers as MediaPackage reads them: <c>{"MediaPackageCDNIdentifier":"…"}</c>.</summary>
internal sealed class CdnIdentifiers(SecretStore store) : ICdnIdentifiers
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Of(string secretArn)
    {
        if (store.Find(secretArn) is not { DeletedAt: null } secret) return [];
        return [.. new[] { Secret.Current, Secret.Previous }.Select(secret.WithStage).Select(Identifier).OfType<string>().Distinct()];
    }

    private static string? Identifier(SecretVersion? version)
    {
        try
        {
            return version?.Text is { } text && JsonNode.Parse(text).At("MediaPackageCDNIdentifier") is JsonValue value
                && value.TryGetValue<string>(out var identifier) && identifier.Length > 0 ? identifier : null;
        }
        catch (JsonException)
        {
            // A secret in another format authorizes nobody.
            return null;
        }
    }
}
