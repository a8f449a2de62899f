using System.Xml;
using System.Xml.Linq;

namespace Onair.Gateway.KeyServer;

/// <summary>A packager's request: a CPIX document, its content id, and the period of each key in it.</summary>
internal sealed record SpekeRequest(XDocument Document, string ContentId, IReadOnlyDictionary<Guid, long> Periods)
{
    private static readonly XmlReaderSettings Xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Reads and checks a request.</summary>
    /// <exception cref="SpekeException">The body is not a SPEKE v1 request for AES-128 keys.</exception>
    public static SpekeRequest Read(Stream body)
    {
        var document = Load(body);
        var root = document.Root!;
        if (root.Name != Cpix.Root)
            throw new SpekeException("the root element", root.Name.ToString(), $"must be {Cpix.Root}");
        var id = (string?)root.Attribute("id")
            ?? throw new SpekeException("CPIX@id", null, "is missing: SPEKE v1 has the content id there");
        if (KeyServer.ContentId.BrokenRule(id) is { } rule) throw new SpekeException("CPIX@id", id, rule);
        if (root.Element(Cpix.Dashif + "DeliveryDataList") is not null)
            throw new SpekeException("DeliveryDataList", null, "is not supported: keys are returned in the clear, so the connection must be private");

        var kids = Kids(root);
        CheckSystems(root, kids);
        return new(document, id, KeyPeriodReader.Of(root, kids));
    }

    private static XDocument Load(Stream body)
    {
        try
        {
            using var reader = XmlReader.Create(body, Xml);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            throw new SpekeException("the body", null, $"must be an XML document without a document type: {e.Message}");
        }
    }

    private static HashSet<Guid> Kids(XElement root)
    {
        var kids = new HashSet<Guid>();
        foreach (var key in Cpix.Listed(root, "ContentKey"))
        {
            if (!kids.Add(Kid(key))) throw new SpekeException("ContentKey@kid", (string?)key.Attribute("kid"), "must not occur twice");
            if ((string?)key.Attribute("explicitIV") is { } iv && !IsBlock(iv))
                throw new SpekeException("ContentKey@explicitIV", iv, "must be base64 of 16 bytes");
        }
        return kids.Count > 0 ? kids : throw new SpekeException("ContentKeyList", null, "must have at least one ContentKey");
    }

    private static void CheckSystems(XElement root, HashSet<Guid> kids)
    {
        foreach (var system in Cpix.Listed(root, "DRMSystem"))
        {
            var text = (string?)system.Attribute("systemId");
            if (!Guid.TryParseExact(text, "D", out var systemId) || systemId != Cpix.Aes128)
                throw new SpekeException("DRMSystem@systemId", text ?? "", $"must be {Cpix.Aes128}, AES-128 for HLS: no other system is supported");
            if (!kids.Contains(Kid(system)))
                throw new SpekeException("DRMSystem@kid", (string?)system.Attribute("kid"), "must be the kid of a ContentKey");
        }
    }

    /// <summary>The key id of an element.</summary>
    /// <exception cref="SpekeException">The element has none.</exception>
    public static Guid Kid(XElement element)
    {
        var text = (string?)element.Attribute("kid");
        return Guid.TryParseExact(text, "D", out var kid)
            ? kid
            : throw new SpekeException($"{element.Name.LocalName}@kid", text ?? "", "must be a UUID");
    }

    private static bool IsBlock(string base64) =>
        Convert.TryFromBase64String(base64, new byte[ContentKeys.Bytes + 1], out var length) && length == ContentKeys.Bytes;
}
