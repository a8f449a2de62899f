using Microsoft.Extensions.Configuration;
using Onair.Hosting.Settings;

namespace Onair.Tests.Unit.Hosting.Settings;

/// <summary>How all programs read their settings.</summary>
public sealed class SettingsReaderTests
{
    private enum Color
    {
        Red,
        Green,
    }

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "Number", "four", "Part__Number: Invalid value: \"four\": must be a whole number from 1 to 9" },
        { "Number", "0", "Part__Number: Invalid value: \"0\": must be a whole number from 1 to 9" },
        { "Number", "10", "Part__Number: Invalid value: \"10\": must be a whole number from 1 to 9" },
        { "Number", "99999999999999999999", "Part__Number: Invalid value: \"99999999999999999999\": must be a whole number from 1 to 9" },
        { "Number", "4.5", "Part__Number: Invalid value: \"4.5\": must be a whole number from 1 to 9" },
        { "Period", "5s", "Part__Period: Invalid value: \"5s\": must be a number greater than 0 and at most 2592000" },
        { "Period", "0", "Part__Period: Invalid value: \"0\": must be a number greater than 0 and at most 2592000" },
        { "Period", "NaN", "Part__Period: Invalid value: \"NaN\": must be a number greater than 0 and at most 2592000" },
        { "Period", "Infinity", "Part__Period: Invalid value: \"Infinity\": must be a number greater than 0 and at most 2592000" },
        { "Period", "1,5", "Part__Period: Invalid value: \"1,5\": must be a number greater than 0 and at most 2592000" },
        { "Delay", "-0.5", "Part__Delay: Invalid value: \"-0.5\": must be a number from 0 to 2592000" },
        { "Port", "65536", "Part__Port: Invalid value: \"65536\": must be a whole number from 1 to 65535" },
        { "Port", "8081", "Part__OtherPort: Invalid value: \"8081\": must not be the same as Part__Port" },
        { "Flag", "maybe", "Part__Flag: Invalid value: \"maybe\": must be true or false" },
        { "Word", "blue", "Part__Word: Invalid value: \"blue\": must be one of Red, Green" },
        { "Word", "1", "Part__Word: Invalid value: \"1\": must be one of Red, Green" },
        { "Url", null, "Part__Url: Required value: must be an http or https URL without user, query and fragment" },
        { "Url", "example.com", "Part__Url: Invalid value: \"example.com\": must be an http or https URL without user, query and fragment" },
        { "Url", "ftp://example.com", "Part__Url: Invalid value: \"ftp://example.com\": must be an http or https URL without user, query and fragment" },
        { "Url", "https://me:pass@example.com", "Part__Url: Invalid value: \"…\": must be an http or https URL without user, query and fragment" },
        { "Networks:3", "10.0.0.0/33", "Part__Networks__3: Invalid value: \"10.0.0.0/33\": must be a network such as 10.1.0.0/16 or fd00::/8" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_error_names_variable_value_and_rule(string name, string? value, string error) => ReadAll((name, value)).Errors.ShouldBe([error]);

    [Fact]
    public void All_errors_are_collected_in_one_list()
    {
        var settings = ReadAll(("Number", "x"), ("Flag", "x"), ("Url", "x"));

        settings.Errors.Select(e => e.Split(':')[0]).ShouldBe(["Part__Number", "Part__Flag", "Part__Url"]);
    }

    [Fact]
    public void An_error_does_not_show_a_secret()
    {
        var settings = Reader(("Part:Key", "hunter2"));

        settings.In("Part").WrongSecret("Key", "must be longer");
        settings.In("Part").WrongSecret("OtherKey", "must be longer");

        settings.Errors.ShouldBe(["Part__Key: Invalid value: \"…\": must be longer", "Part__OtherKey: Required value: must be longer"]);
    }

    [Fact]
    public void A_setting_that_is_empty_or_not_set_has_its_fallback()
    {
        var settings = Reader(("Number", ""), ("Period", " "));

        settings.Number("Number", 4, 1, 9).ShouldBe(4);
        settings.Period("Period", 1.5).ShouldBe(1.5);
        settings.Text("Text").ShouldBeNull();
        settings.Texts("Texts").ShouldBeEmpty();
        settings.Flag("Flag", true).ShouldBeTrue();
        settings.Word("Word", Color.Green).ShouldBe(Color.Green);
        settings.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void A_valid_setting_is_read()
    {
        var settings = Reader(
            ("Number", "9"), ("Period", "6.9E-05"), ("Delay", "0"), ("Flag", "On"), ("Word", "green"), ("Url", "https://a.example/b/"), ("Text", " a b\n"),
            ("Secret", " a "), ("Texts:0", "a"), ("Texts:1", "b"));

        settings.Number("Number", 4, 1, 9).ShouldBe(9);
        settings.Period("Period", 1).ShouldBe(0.000069);
        settings.Delay("Delay", 1).ShouldBe(0);
        settings.Flag("Flag", false).ShouldBeTrue();
        settings.Word("Word", Color.Red).ShouldBe(Color.Green);
        settings.BaseUrl("Url").ShouldBe("https://a.example/b");
        settings.Text("Text").ShouldBe("a b");
        settings.Secret("Secret").ShouldBe(" a ");
        settings.Texts("Texts").ShouldBe(["a", "b"]);
        settings.Errors.ShouldBeEmpty();
    }

    private static SettingsReader ReadAll(params (string Name, string? Value)[] changes)
    {
        var all = Reader([("Part:Url", "https://a.example"), .. changes.Select(c => ($"Part:{c.Name}", c.Value))]);
        var settings = all.In("Part");
        settings.Number("Number", 1, 1, 9);
        settings.Period("Period", 1);
        settings.Delay("Delay", 1);
        settings.Port("Port", 8080);
        settings.Port("OtherPort", 8081);
        settings.Flag("Flag", false);
        settings.Word("Word", Color.Red);
        settings.BaseUrl("Url");
        settings.Networks("Networks");
        return all;
    }

    private static SettingsReader Reader(params (string Name, string? Value)[] values)
    {
        var all = new Dictionary<string, string?>();
        foreach (var (name, value) in values) all[name] = value;
        return new(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }
}
