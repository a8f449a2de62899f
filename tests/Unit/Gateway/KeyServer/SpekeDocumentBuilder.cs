using System.Text;
using System.Xml.Linq;
using Onair.Gateway.KeyServer;

namespace Onair.Tests.Unit.Gateway.KeyServer;

/// <summary>SPEKE v1 requests, and how to look into answers.</summary>
internal static class SpekeDocumentBuilder
{
    public const string Kid = "98ee5596-cd3e-a20d-163a-e382420c6eff";
    public const string Kid2 = "0909829f-40ff-4625-90fa-75da3e53278f";

    public const string Hls =
        $"<cpix:DRMSystem kid='{Kid}' systemId='81376844-f976-481e-a84e-cc25d39b0b33'><cpix:URIExtXKey></cpix:URIExtXKey><speke:KeyFormat></speke:KeyFormat><speke:KeyFormatVersions></speke:KeyFormatVersions></cpix:DRMSystem>";

    public const string Key = $"<cpix:ContentKey kid='{Kid}' explicitIV='OFj2IjCsPJFfMAxmQxLGPw=='></cpix:ContentKey>";
    public const string Period = "<cpix:ContentKeyPeriod id='keyPeriod_1' index='1' />";
    public const string Rule = $"<cpix:ContentKeyUsageRule kid='{Kid}'><cpix:KeyPeriodFilter periodId='keyPeriod_1' /></cpix:ContentKeyUsageRule>";

    /// <summary>The request for a live stream in AWS's documentation of SPEKE v1, with AES-128 alone of its DRM systems.</summary>
    public static string Request(
        string id = "abc123", string keys = Key, string systems = Hls, string periods = Period, string rules = Rule, string more = "") =>
        $"""
        <cpix:CPIX id="{id}" xmlns:cpix="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc" xmlns:speke="urn:aws:amazon:com:speke">
          <cpix:ContentKeyList>{keys}</cpix:ContentKeyList>
          <cpix:DRMSystemList><!-- HLS AES-128 (systemId is implementation specific)-->{systems}</cpix:DRMSystemList>
          <cpix:ContentKeyPeriodList>{periods}</cpix:ContentKeyPeriodList>
          <cpix:ContentKeyUsageRuleList>{rules}</cpix:ContentKeyUsageRuleList>{more}
        </cpix:CPIX>
        """;

    public static Stream Body(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static XElement Answer(string request) =>
        XDocument.Parse(Encoding.UTF8.GetString(SpekeResponse.Of(SpekeRequest.Read(Body(request)), new(GatewayHost.Settings())))).Root!;

    /// <summary>The key of a kid, as base64.</summary>
    public static string KeyOf(XElement answer, string kid = Kid) =>
        Cpix.Listed(answer, "ContentKey").Single(k => (string?)k.Attribute("kid") == kid)
            .Element(Cpix.Dashif + "Data")!.Element(Cpix.Pskc + "Secret")!.Element(Cpix.Pskc + "PlainValue")!.Value;

    /// <summary>What a DRM system's element says, decoded.</summary>
    public static string Decoded(XElement answer, XName name, string kid = Kid) => Encoding.UTF8.GetString(Convert.FromBase64String(
        Cpix.Listed(answer, "DRMSystem").Single(s => (string?)s.Attribute("kid") == kid).Element(name)!.Value));
}
