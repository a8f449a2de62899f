using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Smoke;

/// <summary>What people run against an AWS account, here against the emulator.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class AwsSmokeTests(Environment environment)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task The_smoke_test_of_an_account_passes_and_leaves_nothing()
    {
        var ns = $"e2e-{Guid.NewGuid():N}"[..12];
        await environment.Kubectl.RunAsync("create", "namespace", ns);
        try
        {
            var run = await RunAsync(ns);

            var uid = run.Succeeded().Trim().Split(' ')[^1];
            await File.WriteAllTextAsync(Artifacts.Path("aws-smoke.txt"), run.Errors + run.Output);
            run.Errors.ShouldContain("Playing from MediaPackage");
            run.Errors.ShouldContain("Playing through CloudFront");
            run.Errors.ShouldContain("Cutting 5 seconds");
            Guid.TryParse(uid, out _).ShouldBeTrue(run.Output);
            (await environment.Account.LeftoversAsync([uid])).ShouldBeEmpty();
            (await environment.Kubectl.RunAsync("get", "livestreams,archivesplits,jobs", "--namespace", ns, "--output=name")).ShouldBeEmpty();
        }
        finally
        {
            await environment.Kubectl.TryAsync("delete", "namespace", ns, "--wait=false");
        }
    }

    // With the aws CLI, where it is installed, it looks into the emulator's account as into AWS's.
    private async Task<Tool> RunAsync(string ns)
    {
        var keys = await environment.Credentials.GetCredentialsAsync();
        return await Tool.RunAsync(
            Path.Combine(Checkout.Root, "hack", "aws-smoke.sh"),
            [
                "--provider", Environment.ProviderName, "--namespace", ns, "--timeout", "180",
                "--endpoint-url", environment.Emulator.AbsoluteUri.TrimEnd('/'),
            ],
            Patience,
            variables: new()
            {
                ["KUBECONFIG"] = environment.Kubectl.Kubeconfig,
                ["AWS_ACCESS_KEY_ID"] = keys.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = keys.SecretKey,
            });
    }
}
