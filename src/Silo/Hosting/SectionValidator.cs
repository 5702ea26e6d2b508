using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Tollgate.Silo.Hosting;

/// <summary>
/// Checks the annotations of an options class, and names each setting as its operator writes it: <c>Quota:DefaultDailyLimit</c>. What holds
/// between several settings is checked when each of them is right.
/// </summary>
internal sealed class SectionValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var faults = typeof(TOptions).GetProperties().SelectMany(property => FaultsOf(property, options)).ToList();
        if (faults.Count == 0 && options is IValidatableObject whole)
            faults = [.. whole.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage!)];

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(Named));
    }

    private List<string> FaultsOf(PropertyInfo property, TOptions options)
    {
        var faults = new List<ValidationResult>();
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = $"{section}:{property.Name}" };
        Validator.TryValidateValue(property.GetValue(options), context, faults, property.GetCustomAttributes<ValidationAttribute>());
        return [.. faults.Select(fault => Plain(fault.ErrorMessage!, context.DisplayName))];
    }

    // The annotations' own sentences begin with "The field X" or "The X field".
    private static string Plain(string fault, string setting) =>
        fault.Replace($"The field {setting}", setting, StringComparison.Ordinal).Replace($"The {setting} field", setting, StringComparison.Ordinal);

    private string Named(string fault) => fault.Contains($"{section}:", StringComparison.Ordinal) ? fault : $"{section}:{fault}";
}
