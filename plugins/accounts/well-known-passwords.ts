/** The passwords of twelve characters or more that lists of stolen ones hold most often, letters and digits only. */
export const wellKnownPasswords: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123456789qwe 123456789abc 1234567890qwe 1234567890qwertyuiop 1q2w3e4r5t6y 1q2w3e4r5t6y7u
  1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv qazwsxedcrfvtgb zaq12wsxcde3 q1w2e3r4t5y6 q1w2e3r4t5y6u7i8 qwertyuiop123 qwertyuiop12
  qwerty123456 qwerty1234567 qwerty123456789 qwertyqwerty asdfghjkl123 abcdefghijkl abcd12345678 abc123456789 abcdef123456
  a123456789012 aa123456789a passwordpassword password1234 password12345 password123456 password1234567 password123456789
  password2020 password2021 password2022 password2023 password2024 password2025 password2026 mypassword123 mypassword12
  newpassword123 changemechangeme changeme1234 changeme12345 letmeinletmein letmein123456 letmein12345 welcomewelcome welcome12345
  welcome123456 welcome2024 welcome2025 administrator administrator1 admin1234567 admin12345678 adminadminadmin rootrootroot
  iloveyou1234 iloveyou12345 iloveyou123456 iloveyouiloveyou ilovemyself1 iloveyouforever iloveyousomuch teamoteamoteamo
  princess1234 princess12345 sunshine1234 sunshine12345 football1234 football12345 baseball1234 basketball12 basketball123
  superman1234 batman123456 pokemon12345 starwars1234 liverpool123 chelsea12345 manchester123 manchesterunited michael12345
  jennifer1234 jessica12345 charlie12345 monkey123456 dragon123456 master123456 shadow123456 killer123456 trustno1trustno1
  correcthorsebatterystaple correcthorsebattery letmeinplease openseasame opensesame123 secretsecret secret123456 topsecret123
  computer1234 internet1234 samsung12345 google123456 facebook1234 facebook12345 youtube12345 minecraft123 minecraft1234
  freedom12345 whatever1234 blahblahblah nopassword123 nothing12345 testtesttest test12345678 testpassword testpassword1
  student12345 student123456 teacher12345 university123 passwort1234 passwort12345 passwort123456 passwortpasswort meinpasswort
  meinpasswort1 hallo1234567 hallohallohallo schatzschatz schatz123456 ichliebedich ichliebedich1 fussball1234 geheim123456
  geheimgeheim sommer2024 sommer202425 winter202425 frankfurt123 deutschland1 deutschland123 berlin123456 hamburg12345`
    .split(/\s+/)
    .filter(Boolean),
);
