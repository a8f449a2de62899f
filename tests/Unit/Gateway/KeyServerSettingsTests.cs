using Onair.Gateway.KeyServer;

namespace Onair.Tests.Unit.Gateway;

public sealed class KeyServerSettingsTests
{
    private static readonly string Short = Convert.ToBase64String(new byte[31]);

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "MasterSecret", null, "KeyServer:MasterSecret must be base64 of at least 32 bytes (environment: KeyServer__MasterSecret)" },
        { "MasterSecret", Short, "KeyServer:MasterSecret must be base64 of at least 32 bytes (environment: KeyServer__MasterSecret)" },
        { "MasterSecret", "not base64!", "KeyServer:MasterSecret must be base64 of at least 32 bytes (environment: KeyServer__MasterSecret)" },
        { "TokenSecret", Short, "KeyServer:TokenSecret must be base64 of at least 32 bytes (environment: KeyServer__TokenSecret)" },
        { "CallerSecret", "fifteen-letters", "KeyServer:CallerSecret must be at least 16 printable ASCII characters without spaces (environment: KeyServer__CallerSecret)" },
        { "CallerSecret", "sixteen letters-", "KeyServer:CallerSecret must be at least 16 printable ASCII characters without spaces (environment: KeyServer__CallerSecret)" },
        { "PublicUrl", null, "KeyServer:PublicUrl must be an http or https URL without user, query and fragment (environment: KeyServer__PublicUrl)" },
        { "PublicUrl", "/keys", "KeyServer:PublicUrl must be an http or https URL without user, query and fragment (environment: KeyServer__PublicUrl)" },
        { "PublicUrl", "ftp://example.com", "KeyServer:PublicUrl must be an http or https URL without user, query and fragment (environment: KeyServer__PublicUrl)" },
        { "PublicUrl", "https://me:secret@example.com", "KeyServer:PublicUrl must be an http or https URL without user, query and fragment (environment: KeyServer__PublicUrl)" },
        { "PublicUrl", "https://example.com/?a=b", "KeyServer:PublicUrl must be an http or https URL without user, query and fragment (environment: KeyServer__PublicUrl)" },
        { "Port", "0", "KeyServer:Port must be a port from 1 to 65535 (environment: KeyServer__Port)" },
        { "SpekePort", "http", "KeyServer:SpekePort must be a port from 1 to 65535 (environment: KeyServer__SpekePort)" },
        { "SpekePort", "8080", "KeyServer:SpekePort must not be the same as KeyServer:Port (environment: KeyServer__SpekePort)" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_refused_by_field_and_rule_and_never_by_value(string field, string? value, string error)
    {
        KeyServerSettings.Read(GatewayHost.Section((field, value)), out var errors).ShouldBeNull();

        errors.ShouldBe([error]);
    }

    [Fact]
    public void All_wrong_settings_are_told_at_once()
    {
        KeyServerSettings.Read(GatewayHost.Section(("MasterSecret", ""), ("CallerSecret", ""), ("Port", "-1")), out var errors).ShouldBeNull();

        errors.Count.ShouldBe(3);
    }

    [Fact]
    public void Ports_have_defaults_and_the_public_URL_no_slash_at_its_end()
    {
        var settings = GatewayHost.Settings(("PublicUrl", "https://keys.example.com/a/"));

        (settings.Port, settings.SpekePort, settings.PublicUrl).ShouldBe((8080, 8081, "https://keys.example.com/a"));
    }
}
