using System.Xml.Linq;

namespace Onair.Gateway.KeyServer;

/// <summary>Names of CPIX 2.0 and SPEKE v1 documents.</summary>
internal static class Cpix
{
    public static readonly XNamespace Dashif = "urn:dashif:org:cpix";
    public static readonly XNamespace Pskc = "urn:ietf:params:xml:ns:keyprov:pskc";
    public static readonly XNamespace Speke = "urn:aws:amazon:com:speke";

    public static readonly XName Root = Dashif + "CPIX";
    public static readonly XName ContentKey = Dashif + "ContentKey";
    public static readonly XName UriExtXKey = Dashif + "URIExtXKey";
    public static readonly XName KeyFormat = Speke + "KeyFormat";
    public static readonly XName KeyFormatVersions = Speke + "KeyFormatVersions";

    /// <summary>HLS with whole segments encrypted by AES-128, the only system that needs no DRM vendor.</summary>
    public static readonly Guid Aes128 = new("81376844-f976-481e-a84e-cc25d39b0b33");

    /// <summary>The elements of one of the lists below the root.</summary>
    public static IEnumerable<XElement> Listed(XElement root, string name) =>
        root.Elements(Dashif + $"{name}List").Elements(Dashif + name);
}
