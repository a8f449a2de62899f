using System.Xml.Linq;
using Onair.Gateway.KeyServer;
using static Onair.Tests.Unit.Gateway.KeyServer.SpekeDocumentBuilder;

namespace Onair.Tests.Unit.Gateway.KeyServer;

public sealed class SpekeResponseTests
{
    [Fact]
    public void The_request_in_AWSs_documentation_comes_back_filled_in()
    {
        var answer = Answer(Request());

        KeyOf(answer).ShouldBe("MJMPkt+MlnaiMz9cZVD7aw==");
        Decoded(answer, Cpix.UriExtXKey).ShouldBe("https://keys.example.com/live/keys/abc123/1");
        Decoded(answer, Cpix.KeyFormat).ShouldBe("identity");
        Decoded(answer, Cpix.KeyFormatVersions).ShouldBe("1");

        // Without what was filled in it is the request.
        Emptied(answer).ShouldBe(Emptied(XElement.Parse(Request())));
    }

    [Fact]
    public void The_same_request_has_the_same_answer() => Answer(Request()).ToString().ShouldBe(Answer(Request()).ToString());

    [Fact]
    public void A_key_depends_on_content_and_period_and_not_on_its_kid()
    {
        KeyOf(Answer(Request().Replace(Kid, Kid2, StringComparison.Ordinal)), Kid2).ShouldBe(KeyOf(Answer(Request())));
        KeyOf(Answer(Request("abc124"))).ShouldNotBe(KeyOf(Answer(Request())));
        KeyOf(Answer(Request(periods: Period.Replace("index='1'", "index='2'", StringComparison.Ordinal)))).ShouldNotBe(KeyOf(Answer(Request())));
    }

    [Fact]
    public void Several_keys_of_several_periods_are_answered_at_once()
    {
        string Second(string xml) => xml.Replace(Kid, Kid2, StringComparison.Ordinal)
            .Replace("keyPeriod_1", "keyPeriod_2", StringComparison.Ordinal).Replace("index='1'", "index='2'", StringComparison.Ordinal);
        var answer = Answer(Request(keys: Key + Second(Key), systems: Hls + Second(Hls), periods: Period + Second(Period), rules: Second(Rule) + Rule));

        KeyOf(answer, Kid).ShouldBe(KeyOf(Answer(Request())));
        KeyOf(answer, Kid2).ShouldBe(KeyOf(Answer(Request(periods: Period.Replace("index='1'", "index='2'", StringComparison.Ordinal)))));
        Decoded(answer, Cpix.UriExtXKey, Kid).ShouldEndWith("/abc123/1");
        Decoded(answer, Cpix.UriExtXKey, Kid2).ShouldEndWith("/abc123/2");
    }

    [Fact]
    public void Without_periods_it_is_period_0()
    {
        var answer = Answer(Request(periods: "", rules: ""));

        Decoded(answer, Cpix.UriExtXKey).ShouldEndWith("/abc123/0");
        KeyOf(answer).ShouldBe(Convert.ToBase64String(new ContentKeys(GatewayHost.Settings()).Derive("abc123", 0)));
    }

    [Fact]
    public void Only_what_was_asked_for_is_filled_in_and_namespaces_may_have_any_prefix()
    {
        var answer = Answer($"""
            <CPIX id="abc123" xmlns="urn:dashif:org:cpix"><ContentKeyList><ContentKey kid="{Kid}"><Data>old</Data></ContentKey></ContentKeyList>
            <DRMSystemList><DRMSystem kid="{Kid.ToUpperInvariant()}" systemId="{Cpix.Aes128.ToString().ToUpperInvariant()}"><URIExtXKey/></DRMSystem></DRMSystemList></CPIX>
            """);

        KeyOf(answer).Length.ShouldBe(24);
        Decoded(answer, Cpix.UriExtXKey, Kid.ToUpperInvariant()).ShouldEndWith("/abc123/0");
        answer.Descendants(Cpix.KeyFormat).ShouldBeEmpty();
    }

    private static string Emptied(XElement document)
    {
        foreach (var name in new[] { Cpix.ContentKey, Cpix.UriExtXKey, Cpix.KeyFormat, Cpix.KeyFormatVersions })
            foreach (var element in document.Descendants(name)) element.RemoveNodes();
        return document.ToString();
    }
}
