using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Onair.Emulator.Media.Encryption;

/// <summary>The CPIX documents of SPEKE 1.0, with one key.</summary>
internal static class SpekeDocument
{
    private static readonly XNamespace Cpix = "urn:dashif:org:cpix";
    private static readonly XNamespace Pskc = "urn:ietf:params:xml:ns:keyprov:pskc";
    private static readonly XNamespace Speke = "urn:aws:amazon:com:speke";

    /// <summary>Requests the key of a period, or without rotation for the one key.</summary>
    public static string Request(PackageEncryption encryption, long period)
    {
        var kid = KeyPeriod.KeyId(encryption.ContentId, period).ToString();
        var iv = encryption.InitializationVector is { } hex ? Convert.ToBase64String(Convert.FromHexString(hex)) : null;
        return new XElement(
            Cpix + "CPIX",
            new XAttribute("id", encryption.ContentId),
            new XAttribute(XNamespace.Xmlns + "cpix", Cpix),
            new XAttribute(XNamespace.Xmlns + "pskc", Pskc),
            new XAttribute(XNamespace.Xmlns + "speke", Speke),
            new XElement(
                Cpix + "ContentKeyList",
                new XElement(Cpix + "ContentKey", new XAttribute("kid", kid), iv is null ? null : new XAttribute("explicitIV", iv))),
            new XElement(Cpix + "DRMSystemList", encryption.SystemIds.Select(system => new XElement(
                Cpix + "DRMSystem",
                new XAttribute("kid", kid),
                new XAttribute("systemId", system),
                new XElement(Cpix + "URIExtXKey"),
                new XElement(Speke + "KeyFormat"),
                new XElement(Speke + "KeyFormatVersions")))),
            encryption.RotationSeconds == 0 ? [] : Period(kid, period))
            .ToString(SaveOptions.DisableFormatting);
    }

    private static XElement[] Period(string kid, long period) =>
    [
        new XElement(
            Cpix + "ContentKeyPeriodList",
            new XElement(Cpix + "ContentKeyPeriod", new XAttribute("id", $"keyPeriod_{kid}"), new XAttribute("index", period.ToString(CultureInfo.InvariantCulture)))),
        new XElement(
            Cpix + "ContentKeyUsageRuleList",
            new XElement(
                Cpix + "ContentKeyUsageRule",
                new XAttribute("kid", kid),
                new XElement(Cpix + "KeyPeriodFilter", new XAttribute("periodId", $"keyPeriod_{kid}")))),
    ];

    /// <summary>Reads the response to a request.</summary>
    /// <exception cref="FormatException">The response lacks a requested value; the message names it.</exception>
    /// <exception cref="System.Xml.XmlException">It is not XML.</exception>
    public static ContentKey Read(string answer, PackageEncryption encryption, long period)
    {
        var kid = KeyPeriod.KeyId(encryption.ContentId, period);
        var document = XElement.Parse(answer);
        var key = document.Descendants(Cpix + "ContentKey").FirstOrDefault(k => IsOf(k, kid)) ?? throw Missing($"ContentKey of {kid}");
        var value = Convert.FromBase64String(key.Descendants(Pskc + "PlainValue").FirstOrDefault()?.Value.Trim() ?? throw Missing("PlainValue"));
        if (value.Length != 16) throw new FormatException($"The key server's PlainValue has {value.Length} bytes; AES-128 takes 16.");
        var system = document.Descendants(Cpix + "DRMSystem").FirstOrDefault(s => IsOf(s, kid) && Text(s, Cpix + "URIExtXKey") is not null);
        var uri = Text(system, Cpix + "URIExtXKey") ?? throw Missing("URIExtXKey");
        var iv = key.Attribute("explicitIV") is { Value.Length: > 0 } given
            ? Convert.ToHexStringLower(Convert.FromBase64String(given.Value))
            : encryption.InitializationVector;
        if (iv is { Length: not 32 }) throw new FormatException($"The key server's explicitIV has {iv.Length / 2} bytes; it takes 16.");
        return new ContentKey(value, new SegmentKey(uri, iv, Text(system, Speke + "KeyFormat"), Text(system, Speke + "KeyFormatVersions")));
    }

    private static bool IsOf(XElement element, Guid kid) => Guid.TryParse(element.Attribute("kid")?.Value, out var id) && id == kid;

    // All of these are base64 of the text that goes between an attribute's quotes.
    private static string? Text(XElement? system, XName name)
    {
        if (system?.Element(name)?.Value.Trim() is not { Length: > 0 } encoded) return null;
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
        return text.All(c => c != '"' && !char.IsControl(c)) ? text : throw new FormatException($"The key server's {name.LocalName} has characters that no playlist can quote.");
    }

    private static FormatException Missing(string what) => new($"The key server's answer has no {what}.");
}
