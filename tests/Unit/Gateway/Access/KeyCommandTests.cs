using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Onair.Gateway.Access;
using YamlDotNet.RepresentationModel;

namespace Onair.Tests.Unit.Gateway.Access;

public sealed class KeyCommandTests
{
    private static readonly string[] Valid = ["--namespace", "talks", "--name", "studio", "--service-account", "robot"];

    [Fact]
    public void It_prints_the_manifest_of_a_Secret_and_the_key_beside_it()
    {
        var (code, output, error) = Run([.. Valid, "--verbs", "get, create,get:secrets", "--requests-per-second", "2.5"]);

        code.ShouldBe(0);
        var key = error.Trim();
        key.ShouldMatch("^onair_[0-9a-f]{64}$");
        output.ShouldNotContain(key);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(output));
        var manifest = yaml.Documents.ShouldHaveSingleItem().RootNode;
        ($"{manifest["kind"]} {manifest["metadata"]["name"]} {manifest["metadata"]["namespace"]} {manifest["type"]}").ShouldBe("Secret studio talks onair.dev/api-key");
        var secret = new V1Secret
        {
            Metadata = new() { Name = "studio", NamespaceProperty = "talks" },
            Data = ((YamlMappingNode)manifest["stringData"]).Children.ToDictionary(d => $"{d.Key}", d => Encoding.UTF8.GetBytes($"{d.Value}")),
        };
        var (read, hash, problem) = ApiKeySecret.Read(secret);
        problem.ShouldBeNull();
        hash.ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        (read!.ServiceAccount, read.RequestsPerSecond).ShouldBe(("robot", 2.5));
        read.Verbs.ShouldBe(["get", "create", "get:secrets"], ignoreOrder: true);
    }

    [Fact]
    public void Keys_differ_and_may_read_by_default()
    {
        var first = Run(Valid);

        Run(Valid).Error.ShouldNotBe(first.Error);
        first.Output.ShouldContain("verbs: \"get list\"");
    }

    [Theory]
    [InlineData("--namespace is missing", new string[0])]
    [InlineData("--name is missing", new[] { "--namespace", "talks" })]
    [InlineData("--service-account is missing", new[] { "--namespace", "talks", "--name", "studio" })]
    [InlineData("unknown argument '--verb'", new[] { "--verb", "get" })]
    [InlineData("--name needs a value", new[] { "--name" })]
    public void Bad_arguments_end_in_usage_and_2(string reason, string[] args)
    {
        var (code, output, error) = Run(args);

        (code, output).ShouldBe((2, ""));
        error.ShouldStartWith($"error: {reason}\nusage: onair gateway key --namespace NAMESPACE");
    }

    [Theory]
    [InlineData("--namespace", "Talks", "must be the name of a namespace")]
    [InlineData("--name", "a\nb", "must be the name of an object")]
    [InlineData("--service-account", "\"", "must be the name of an object")]
    [InlineData("--verbs", "get,escalate", "must be one or more of create, create:secrets, delete, delete:secrets, get, get:secrets, list, patch")]
    [InlineData("--requests-per-second", "0", "must be a number greater than 0 and at most 1000000")]
    public void A_wrong_value_is_named(string option, string value, string rule)
    {
        var (code, _, error) = Run([.. Valid, option, value]);

        code.ShouldBe(2);
        error.ShouldStartWith($"error: {option} '{value}' {rule}");
    }

    private static (int Code, string Output, string Error) Run(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (KeyCommand.Run(args, output, error), output.ToString(), error.ToString());
    }
}
