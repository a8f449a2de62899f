using System.Security.Cryptography;

namespace Onair.Tests.Integration.S3;

/// <summary>The AWS CLI and boto3, unchanged, against the emulator as a process.</summary>
public sealed class ForeignClientTests(S3Emulator emulator) : IClassFixture<S3Emulator>
{
    [Fact]
    public async Task Boto3_uploads_reads_signs_and_is_refused_as_on_S3()
    {
        var output = await Client.SucceedAsync(emulator, "python3", Path.Combine(AppContext.BaseDirectory, "S3", "boto3_s3.py"));

        output.Trim().ShouldEndWith("passed");
    }

    [Fact]
    public async Task The_AWS_CLI_moves_a_large_file_there_and_back()
    {
        var big = Path.Combine(emulator.Scratch, "cli-big");
        await File.WriteAllBytesAsync(big, RandomNumberGenerator.GetBytes(60_000_000));

        await AwsAsync("s3", "mb", "s3://cli-bucket");
        await AwsAsync("s3", "cp", "--quiet", big, "s3://cli-bucket/dir/a b+c.ts");
        await AwsAsync("s3", "cp", "--quiet", "s3://cli-bucket/dir/a b+c.ts", big + ".copy");
        await AwsAsync("s3", "mv", "--quiet", "s3://cli-bucket/dir/a b+c.ts", "s3://cli-bucket/moved.ts");
        var range = Path.Combine(emulator.Scratch, "cli-range");
        await AwsAsync("s3api", "get-object", "--bucket", "cli-bucket", "--key", "moved.ts", "--range", "bytes=8388600-8388619", range);

        var sent = await File.ReadAllBytesAsync(big);
        SHA256.HashData(await File.ReadAllBytesAsync(big + ".copy")).ShouldBe(SHA256.HashData(sent));
        (await File.ReadAllBytesAsync(range)).ShouldBe(sent[8388600..8388620]);
        (await AwsAsync("s3", "ls", "--recursive", "s3://cli-bucket")).ShouldMatch(@"^\S+ \S+\s+60000000 moved\.ts\s*$");

        using var http = new HttpClient();
        var url = (await AwsAsync("s3", "presign", "s3://cli-bucket/moved.ts")).Trim();
        (await http.GetByteArrayAsync(new Uri(url))).Length.ShouldBe(sent.Length);

        await AwsAsync("s3", "rb", "--force", "s3://cli-bucket");
        (await AwsAsync("s3", "ls")).ShouldNotContain("cli-bucket");
    }

    [Fact]
    public async Task The_AWS_CLI_with_a_wrong_secret_is_refused()
    {
        var (exit, output) = await Client.RunAsync(
            emulator, "wrong", "aws", "--endpoint-url", emulator.Url, "s3", "ls");

        exit.ShouldNotBe(0);
        output.ShouldContain("SignatureDoesNotMatch");
    }

    [Fact]
    public async Task The_AWS_CLI_knows_who_it_is() =>
        (await AwsAsync("sts", "get-caller-identity", "--query", "Arn", "--output", "text")).Trim().ShouldEndWith(":user/onair");

    private Task<string> AwsAsync(params string[] arguments) =>
        Client.SucceedAsync(emulator, "aws", ["--endpoint-url", emulator.Url, .. arguments]);
}
