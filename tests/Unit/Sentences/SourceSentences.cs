using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Onair.Tests.Unit.Sentences;

/// <summary>
/// The sentences in C# source: texts of three words or more. An interpolation reads {name}, after the last name in it, or {this|that} if it
/// chooses between two texts. Code, dates, headers and the usage of a command are no sentences.
/// </summary>
internal static partial class SourceSentences
{
    public static IEnumerable<string> In(string source) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes()
            .OfType<ExpressionSyntax>()
            .Where(node => IsText(node) && !IsPart(node) && IsShown(node))
            .Select(TextOf)
            .Where(IsSentence)
            .Select(text => Space().Replace(text, " ").Trim());

    private static bool IsText(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && (IsText(sum.Left) || IsText(sum.Right)),
        _ => false,
    };

    // Of a longer text, which shows it.
    private static bool IsPart(ExpressionSyntax node) => node.Parent switch
    {
        BinaryExpressionSyntax sum => IsText(sum),
        ConditionalExpressionSyntax choice => IsChoice(choice)
            && choice.Ancestors().SkipWhile(a => a is ParenthesizedExpressionSyntax).First() is InterpolationSyntax or BinaryExpressionSyntax,
        _ => false,
    };

    private static bool IsChoice(ConditionalExpressionSyntax choice) => IsText(choice.WhenTrue) && IsText(choice.WhenFalse);

    // Of the attributes, only the text of a LoggerMessage is for users.
    private static bool IsShown(ExpressionSyntax node) =>
        node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute || attribute.Name.ToString() == "LoggerMessage";

    private static string TextOf(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax literal when IsText(literal) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax interpolated => string.Concat(interpolated.Contents.Select(part => part switch
        {
            InterpolationSyntax hole => Hole(hole.Expression),
            InterpolatedStringTextSyntax text => text.TextToken.ValueText,
            _ => "",
        })),
        BinaryExpressionSyntax sum when IsText(sum) => TextOf(sum.Left) + TextOf(sum.Right),
        _ => Hole(node),
    };

    private static string Hole(ExpressionSyntax node) => node switch
    {
        ParenthesizedExpressionSyntax inner => Hole(inner.Expression),
        ConditionalExpressionSyntax choice when IsChoice(choice) => $"{{{TextOf(choice.WhenTrue)}|{TextOf(choice.WhenFalse)}}}",
        _ => $"{{{node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText ?? node.ToString()}}}",
    };

    private static bool IsSentence(string text) => Word().Count(text) >= 3 && !NoProse().IsMatch(text);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<![^\s""'(])(?:[A-Za-z][a-z']*|[A-Z]+s?|\{\w+\})(?=[\s.,:;!?)""']|$)")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[^A-Za-z{""']|^\{""|^usage:|=>|</|\r\n|'T'|\b(?:SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|IS NULL)\b|^\{Select\} ")]
    private static partial Regex NoProse();
}
