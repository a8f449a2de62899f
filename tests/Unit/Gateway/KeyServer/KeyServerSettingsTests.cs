using Onair.Gateway.KeyServer;

namespace Onair.Tests.Unit.Gateway.KeyServer;

public sealed class KeyServerSettingsTests
{
    private static readonly string Short = Convert.ToBase64String(new byte[31]);

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "MasterSecret", null, "KeyServer__MasterSecret: Required value: must be base64 of at least 32 bytes" },
        { "MasterSecret", Short, "KeyServer__MasterSecret: Invalid value: \"…\": must be base64 of at least 32 bytes" },
        { "MasterSecret", "not base64!", "KeyServer__MasterSecret: Invalid value: \"…\": must be base64 of at least 32 bytes" },
        { "TokenSecret", Short, "KeyServer__TokenSecret: Invalid value: \"…\": must be base64 of at least 32 bytes" },
        { "CallerSecret", "fifteen-letters", "KeyServer__CallerSecret: Invalid value: \"…\": must be at least 16 printable ASCII characters without spaces" },
        { "CallerSecret", "sixteen letters-", "KeyServer__CallerSecret: Invalid value: \"…\": must be at least 16 printable ASCII characters without spaces" },
        { "PublicUrl", null, "KeyServer__PublicUrl: Required value: must be an http or https URL without user, query and fragment" },
        { "PublicUrl", "/keys", "KeyServer__PublicUrl: Invalid value: \"/keys\": must be an http or https URL without user, query and fragment" },
        { "PublicUrl", "ftp://example.com", "KeyServer__PublicUrl: Invalid value: \"ftp://example.com\": must be an http or https URL without user, query and fragment" },
        { "PublicUrl", "https://me:secret@example.com", "KeyServer__PublicUrl: Invalid value: \"…\": must be an http or https URL without user, query and fragment" },
        { "PublicUrl", "https://example.com/?a=b", "KeyServer__PublicUrl: Invalid value: \"…\": must be an http or https URL without user, query and fragment" },
        { "Port", "0", "KeyServer__Port: Invalid value: \"0\": must be a whole number from 1 to 65535" },
        { "SpekePort", "http", "KeyServer__SpekePort: Invalid value: \"http\": must be a whole number from 1 to 65535" },
        { "SpekePort", "8080", "KeyServer__SpekePort: Invalid value: \"8080\": must not be the same as KeyServer__Port" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_with_its_rule_and_a_secret_without_its_value(string field, string? value, string error)
    {
        var reader = GatewayHost.Reader((field, value));

        KeyServerSettings.Read(reader);

        reader.Errors.ShouldBe([error]);
    }

    [Fact]
    public void All_wrong_settings_are_reported_at_once()
    {
        var reader = GatewayHost.Reader(("MasterSecret", ""), ("CallerSecret", ""), ("Port", "-1"));

        KeyServerSettings.Read(reader);

        reader.Errors.Count.ShouldBe(3);
    }

    [Fact]
    public void Ports_have_defaults_and_the_public_URL_no_slash_at_its_end()
    {
        var settings = GatewayHost.Settings(("PublicUrl", "https://keys.example.com/a/"));

        (settings.Port, settings.SpekePort, settings.PublicUrl).ShouldBe((8080, 8081, "https://keys.example.com/a"));
    }
}
