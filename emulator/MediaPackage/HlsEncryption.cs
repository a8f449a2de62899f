using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.Media;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaPackage;

/// <summary>The member <c>hlsPackage.encryption</c> of an origin endpoint.</summary>
internal static class HlsEncryption
{
    private const string Path = "hlsPackage.encryption";

    private static readonly string[] NotEmulated = ["certificateArn", "encryptionContractConfiguration"];

    /// <summary>What is wrong with it, or not emulated.</summary>
    public static IEnumerable<Violation> Check(JsonObject settings)
    {
        if (settings.At(Path) is not JsonObject encryption) yield break;
        if (encryption.Text("encryptionMethod") is { } method and not "AES_128")
            yield return new($"{Path}.encryptionMethod", $"value '{method}' is not emulated: the emulator encrypts by AES_128 only");
        if (encryption.Number("keyRotationIntervalSeconds") is { } interval and (< 0 or > 86_400))
            yield return new($"{Path}.keyRotationIntervalSeconds", $"value {interval.ToString(CultureInfo.InvariantCulture)} must be between 0 and 86400");
        if (encryption.Text("constantInitializationVector") is { } iv && (iv.Length != 32 || !iv.All(char.IsAsciiHexDigit)))
            yield return new($"{Path}.constantInitializationVector", "must have 32 hex digits");
        var provider = encryption["spekeKeyProvider"];
        foreach (var member in NotEmulated.Where(m => provider.At(m) is not null))
            yield return new($"{Path}.spekeKeyProvider.{member}", "is not emulated: keys are asked for in the clear by SPEKE 1.0");
        if (!Uri.TryCreate(provider.Text("url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return new($"{Path}.spekeKeyProvider.url", $"value '{provider.Text("url")}' must be an absolute http or https URL");
    }

    /// <summary>What the media engine does of it; null when segments are in the clear.</summary>
    /// <param name="settings">An origin endpoint's, checked, with defaults.</param>
    public static PackageEncryption? Plan(JsonObject settings) => settings.At(Path) is not JsonObject encryption ? null : new(
        encryption.Required("spekeKeyProvider.resourceId"),
        encryption.Texts("spekeKeyProvider.systemIds"),
        new Uri(encryption.Required("spekeKeyProvider.url")),
        (int)encryption.Number("keyRotationIntervalSeconds")!,
        encryption.Text("constantInitializationVector"),
        encryption.Flag("repeatExtXKey"));
}
