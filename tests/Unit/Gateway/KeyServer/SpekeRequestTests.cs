using Onair.Gateway.KeyServer;
using static Onair.Tests.Unit.Gateway.KeyServer.SpekeDocumentBuilder;

namespace Onair.Tests.Unit.Gateway.KeyServer;

public sealed class SpekeRequestTests
{
    private const string SegmentRule =
        "must be usable as one segment of a URL: not '.', not '..', and without '/', '\\', '%' and control characters";

    private const string SystemRule = "must be 81376844-f976-481e-a84e-cc25d39b0b33, AES-128 for HLS: no other system is supported";
    private const string PeriodRule = "must be an integer from 0 to 9223372036854775807";

    public static TheoryData<string, string> Refused => new()
    {
        { "<CPIX/>", "the root element 'CPIX' must be {urn:dashif:org:cpix}CPIX" },
        { "<c:CPIX contentId='a' version='2.3' xmlns:c='urn:dashif:org:cpix'/>", "CPIX@id is missing: SPEKE v1 has the content id there" },
        { Request(id: ""), "CPIX@id '' must have 1 to 256 characters" },
        { Request(id: new('a', 257)), $"CPIX@id '{new string('a', 100)}…' must have 1 to 256 characters" },
        { Request(id: "a/b"), $"CPIX@id 'a/b' {SegmentRule}" },
        { Request(id: "a%2Fb"), $"CPIX@id 'a%2Fb' {SegmentRule}" },
        { Request(id: ".."), $"CPIX@id '..' {SegmentRule}" },
        { Request(id: "a&#10;b"), $"CPIX@id 'a?b' {SegmentRule}" },
        { Request(keys: ""), "ContentKeyList must have at least one ContentKey" },
        { Request(keys: Key + Key), $"ContentKey@kid '{Kid}' must not occur twice" },
        { Request(keys: "<cpix:ContentKey/>"), "ContentKey@kid '' must be a UUID" },
        { Request(keys: "<cpix:ContentKey kid='one'/>"), "ContentKey@kid 'one' must be a UUID" },
        { Request(keys: $"<cpix:ContentKey kid='{Kid}' explicitIV='AAAA'/>"), "ContentKey@explicitIV 'AAAA' must be base64 of 16 bytes" },
        { Request(systems: Hls.Replace(Kid, Kid2, StringComparison.Ordinal)), $"DRMSystem@kid '{Kid2}' must be the kid of a ContentKey" },
        { Request(systems: $"<cpix:DRMSystem kid='{Kid}'/>"), $"DRMSystem@systemId '' {SystemRule}" },
        {
            Request(systems: $"{Hls}<cpix:DRMSystem kid='{Kid}' systemId='edef8ba9-79d6-4ace-a3c8-27dcd51d21ed'><cpix:PSSH/></cpix:DRMSystem>"),
            $"DRMSystem@systemId 'edef8ba9-79d6-4ace-a3c8-27dcd51d21ed' {SystemRule}"
        },
        { Request(periods: "<cpix:ContentKeyPeriod index='1'/>"), "ContentKeyPeriod@id is missing" },
        { Request(periods: "<cpix:ContentKeyPeriod id='a'/>"), $"ContentKeyPeriod@index '' {PeriodRule}" },
        { Request(periods: "<cpix:ContentKeyPeriod id='a' index='-1'/>"), $"ContentKeyPeriod@index '-1' {PeriodRule}" },
        { Request(periods: Period + Period), "ContentKeyPeriod@id 'keyPeriod_1' must not occur twice" },
        { Request(rules: ""), $"ContentKey@kid '{Kid}' must have a ContentKeyUsageRule with a KeyPeriodFilter, as there are periods" },
        { Request(rules: Rule.Replace(Kid, Kid2, StringComparison.Ordinal)), $"ContentKeyUsageRule@kid '{Kid2}' must be the kid of a ContentKey" },
        { Request(rules: Rule.Replace("keyPeriod_1", "x", StringComparison.Ordinal)), "KeyPeriodFilter@periodId 'x' must be the id of a ContentKeyPeriod" },
        {
            Request(
                periods: Period + "<cpix:ContentKeyPeriod id='p2' index='2'/>",
                rules: Rule + Rule.Replace("keyPeriod_1", "p2", StringComparison.Ordinal)),
            $"ContentKeyUsageRule@kid '{Kid}' must not be used in two periods"
        },
        {
            Request(more: "<cpix:DeliveryDataList/>"),
            "DeliveryDataList is not supported: keys are returned in the clear, so the connection must be private"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_an_unsupported_request_by_field_value_and_rule(string request, string error) =>
        Should.Throw<SpekeException>(() => SpekeRequest.Read(Body(request))).Message.ShouldBe(error);

    [Theory]
    [InlineData("")]
    [InlineData("no XML")]
    [InlineData("<cpix:CPIX id='a'")]
    [InlineData("<cpix:CPIX id='a'/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x '1234567890'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>]><a>&y;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>")]
    public void Rejects_invalid_XML_and_XML_with_a_document_type(string request) =>
        Should.Throw<SpekeException>(() => SpekeRequest.Read(Body(request))).Message
            .ShouldStartWith("the body must be an XML document without a document type: ");
}
