using Microsoft.Extensions.Configuration;
using Onair.Gateway;
using Onair.Hosting.Settings;

namespace Onair.Tests.Unit.Gateway;

public sealed class StreamApiSettingsTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Enabled", "maybe", "StreamApi__Enabled: Invalid value: \"maybe\": must be true or false" },
        { "Port", "0", "StreamApi__Port: Invalid value: \"0\": must be a whole number from 1 to 65535" },
        { "Port", "8080", "StreamApi__Port: Invalid value: \"8080\": must not be the same as KeyServer__Port" },
        { "WatchNamespace", "A", "StreamApi__WatchNamespace: Invalid value: \"A\": must be the name of a namespace: 1 to 63 lowercase letters, digits and '-', with a letter or digit at both ends" },
        { "DefaultNamespace", "a/b", "StreamApi__DefaultNamespace: Invalid value: \"a/b\": must be the name of a namespace: 1 to 63 lowercase letters, digits and '-', with a letter or digit at both ends" },
        { "BodyLimit", "1", "StreamApi__BodyLimit: Invalid value: \"1\": must be a whole number from 1024 to 1048576" },
        { "LongestWaitSeconds", "3601", "StreamApi__LongestWaitSeconds: Invalid value: \"3601\": must be a whole number from 0 to 3600" },
        { "RequestsPerSecond", "0", "StreamApi__RequestsPerSecond: Invalid value: \"0\": must be a number greater than 0 and at most 1000000" },
        { "Burst", "0", "StreamApi__Burst: Invalid value: \"0\": must be a whole number from 1 to 100000" },
        { "TokenSeconds", "61", "StreamApi__TokenSeconds: Invalid value: \"61\": must be a whole number from 0 to 60" },
        { "AccessSeconds", "11", "StreamApi__AccessSeconds: Invalid value: \"11\": must be a whole number from 0 to 10" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_its_rule(string name, string value, string error)
    {
        var reader = Reader(("KeyServer:Enabled", "false"), ("StreamApi:Enabled", "true"), ($"StreamApi:{name}", value));

        GatewaySettings.Read(reader);

        reader.Errors.ShouldBe([error]);
    }

    [Fact]
    public void It_is_off_unless_enabled_and_the_key_server_is_on_unless_disabled()
    {
        var reader = Reader();

        GatewaySettings.Read(reader).StreamApi.ShouldBeNull();

        reader.Errors.ShouldContain(e => e.StartsWith("KeyServer__MasterSecret: Required value", StringComparison.Ordinal));
    }

    [Fact]
    public void The_stream_API_alone_needs_no_setting_but_that_it_is_enabled()
    {
        var reader = Reader(("KeyServer:Enabled", "false"), ("StreamApi:Enabled", "true"));

        var settings = GatewaySettings.Read(reader);

        reader.Errors.ShouldBeEmpty();
        settings.ShouldBe(new GatewaySettings(8080, null, settings.StreamApi));
        settings.StreamApi!.Audiences.ShouldBeEmpty();
        settings.StreamApi.KeyNamespaces.ShouldBeEmpty();
        IReadOnlyList<string> none = [];
        (settings.StreamApi with { Audiences = none, KeyNamespaces = none }).ShouldBe(new StreamApiSettings { Audiences = none, KeyNamespaces = none });
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("talks", null, "talks")]
    [InlineData(null, "a b", "a b")]
    [InlineData("talks", "a b a", "a b")]
    public void Secrets_are_looked_for_in_the_listed_namespaces_or_else_in_those_that_are_served(string? watched, string? listed, string? expected)
    {
        var keys = listed?.Split(' ').Index().Select(n => ($"StreamApi:KeyNamespaces:{n.Index}", n.Item)) ?? [];
        var reader = Reader([("StreamApi:Enabled", "true"), ("StreamApi:WatchNamespace", watched ?? ""), .. keys]);

        StreamApiSettings.Read(reader)!.SecretNamespaces.ShouldBe(expected is null ? new string?[] { null } : expected.Split(' '));

        reader.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_namespace_that_is_none_is_named()
    {
        var reader = Reader(("StreamApi:Enabled", "true"), ("StreamApi:KeyNamespaces:0", "No Namespace"));

        StreamApiSettings.Read(reader);

        reader.Errors.ShouldHaveSingleItem().ShouldStartWith("StreamApi__KeyNamespaces__0: Invalid value: \"No Namespace\"");
    }

    private static SettingsReader Reader(params (string Name, string Value)[] values) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(values.GroupBy(v => v.Name).ToDictionary(v => v.Key, v => (string?)v.Last().Value)).Build());
}
