using System.Globalization;
using Microsoft.Extensions.Configuration;
using Onair.Hosting.Settings;
using Onair.Operator;

namespace Onair.Tests.Unit.Operator;

public sealed class OperatorOptionsTests
{
    [Theory]
    [InlineData("SweepSeconds", "fast", "Onair__SweepSeconds: Invalid value: \"fast\": must be a number greater than 0 and at most 2592000")]
    [InlineData("SweepSeconds", "0", "Onair__SweepSeconds: Invalid value: \"0\": must be a number greater than 0 and at most 2592000")]
    [InlineData("ReadLagSeconds", "-1", "Onair__ReadLagSeconds: Invalid value: \"-1\": must be a number from 0 to 2592000")]
    [InlineData("MaxConcurrentReconciles", "0", "Onair__MaxConcurrentReconciles: Invalid value: \"0\": must be a whole number from 1 to 10000")]
    [InlineData("Splitter:Parallel", "4.5", "Onair__Splitter__Parallel: Invalid value: \"4.5\": must be a whole number from 1 to 1000")]
    [InlineData("Events:AllowedCidrs:0", "10.0.0.0/64", "Onair__Events__AllowedCidrs__0: Invalid value: \"10.0.0.0/64\": must be a network such as 10.1.0.0/16 or fd00::/8")]
    [InlineData("Connector:AllowedCidrs:1", "cluster", "Onair__Connector__AllowedCidrs__1: Invalid value: \"cluster\": must be a network such as 10.1.0.0/16 or fd00::/8")]
    [InlineData("Prices:Standard:Output:Hd", "1,20", "Onair__Prices__Standard__Output__Hd: Invalid value: \"1,20\": must be a number from 0 to 1000000000")]
    [InlineData("Webhook:CaDays", "0", "Onair__Webhook__CaDays: Invalid value: \"0\": must be a number greater than 0 and at most 36500")]
    [InlineData("Webhook:SettleSeconds", "-0.5", "Onair__Webhook__SettleSeconds: Invalid value: \"-0.5\": must be a number from 0 to 2592000")]
    [InlineData("Webhook:CaDays", "0.001", "Onair__Webhook__SettleSeconds: Invalid value: \"60\": must be at most a sixth of CaDays")]
    public void A_wrong_setting_is_named_with_its_value_and_rule(string name, string value, string error)
    {
        var reader = Reader(new() { [$"Onair:{name}"] = value });

        OperatorOptions.Read(reader);

        reader.Errors.ShouldBe([error]);
    }

    [Fact]
    public void Without_settings_the_usual_ones_hold()
    {
        var reader = Reader([]);

        OperatorOptions.Read(reader).ShouldBeEquivalentTo(new OperatorOptions());

        reader.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var values = new Dictionary<string, string?>();
        var (wanted, number) = (new OperatorOptions(), 0);
        Fill(wanted, "Onair");
        var reader = Reader(values);

        var read = OperatorOptions.Read(reader);

        reader.Errors.ShouldBeEmpty();
        read.ShouldBeEquivalentTo(wanted);

        // Gives each property another value, in the object and in the configuration.
        void Fill(object options, string path)
        {
            foreach (var property in options.GetType().GetProperties().Where(p => p.CanWrite))
            {
                var name = $"{path}:{property.Name}";
                if (property.PropertyType.Namespace == "Onair.Operator")
                {
                    Fill(property.GetValue(options)!, name);
                    continue;
                }
                number++;
                object value = property.PropertyType == typeof(IReadOnlyList<string>) ? new[] { $"10.0.{number}.0/24" }
                    : property.PropertyType == typeof(string) ? property.Name.EndsWith("Url", StringComparison.Ordinal) ? $"https://host{number}.example.com" : $"text {number}"
                    : Convert.ChangeType(number, property.PropertyType, CultureInfo.InvariantCulture);
                property.SetValue(options, value);
                values[(value is string[]) ? $"{name}:0" : name] = value is string[] list ? list[0] : Convert.ToString(value, CultureInfo.InvariantCulture);
            }
        }
    }

    private static SettingsReader Reader(Dictionary<string, string?> values) => new(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
