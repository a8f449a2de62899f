using System.Text;
using k8s.Models;
using Onair.Operator.LiveStreams;

namespace Onair.Tests.Unit.Operator.LiveStreams;

public sealed class SourceSecretsTests
{
    [Theory]
    [InlineData("studio", "s3cret pass", "studio", "s3cret pass")]
    [InlineData("studio\n", "s3cret\r\n", "studio", "s3cret")]
    [InlineData("studio", " s3cret ", "studio", " s3cret ")]
    public void User_name_and_password_are_read_without_the_line_end_of_an_editor(string username, string password, string user, string word)
    {
        var (problem, credentials) = SourceSecrets.Of(Secret(("username", username), ("password", password)), "login");

        problem.ShouldBeNull();
        credentials!.Username.ShouldBe(user);
        credentials.Password.ShouldBe(word);
    }

    [Fact]
    public void Names_the_missing_Secret_or_key()
    {
        SourceSecrets.Of(null, "login").Problem.ShouldBe("Secret \"login\" not found");
        SourceSecrets.Of(Secret(("password", "p")), "login").Problem.ShouldBe("Secret \"login\" has no key \"username\"");
        SourceSecrets.Of(Secret(("username", "u")), "login").Problem.ShouldBe("Secret \"login\" has no key \"password\"");
        SourceSecrets.Of(Secret(("username", "u"), ("password", "\n")), "login").Problem.ShouldBe("Secret \"login\" has no key \"password\"");
    }

    [Fact]
    public void A_password_does_not_get_into_a_log_by_printing() =>
        $"{SourceSecrets.Of(Secret(("username", "studio"), ("password", "s3cret")), "login")}".ShouldNotContain("s3cret");

    private static V1Secret Secret(params (string Key, string Value)[] data) =>
        new() { Data = data.ToDictionary(d => d.Key, d => Encoding.UTF8.GetBytes(d.Value)) };
}
